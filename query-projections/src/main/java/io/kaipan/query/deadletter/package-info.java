/** Which events could a processor not handle, why, and what waits behind them? */
@NullMarked
package io.kaipan.query.deadletter;

import org.jspecify.annotations.NullMarked;
