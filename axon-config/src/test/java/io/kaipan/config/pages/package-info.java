/** What a page of records costs, in the whole application. */
@NullMarked
package io.kaipan.config.pages;

import org.jspecify.annotations.NullMarked;
