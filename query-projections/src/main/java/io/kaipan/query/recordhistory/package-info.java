/** What happened to this record? Its history, straight from the event log. */
@NullMarked
package io.kaipan.query.recordhistory;

import org.jspecify.annotations.NullMarked;
