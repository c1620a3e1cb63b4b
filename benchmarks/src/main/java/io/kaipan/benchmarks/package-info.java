/** Measures Kaipan on one machine against what it is built on: PostgreSQL by pgbench, plain JDBC, plain JSON over MVC. */
@NullMarked
package io.kaipan.benchmarks;

import org.jspecify.annotations.NullMarked;
