/** What has changed in the views just now? Announced by the projections, heard by those who watch. */
@NullMarked
package io.kaipan.query.livechanges;

import org.jspecify.annotations.NullMarked;
