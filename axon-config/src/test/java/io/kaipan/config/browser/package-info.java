/** What people do in a browser, in a real Chromium. */
@NullMarked
package io.kaipan.config.browser;

import org.jspecify.annotations.NullMarked;
