/** Where everything is kept: the PostgreSQL that is embedded or given, its roles, keys, tables and connection pools. */
@NullMarked
package io.kaipan.config.store;

import org.jspecify.annotations.NullMarked;
