/** How views keep personal data: sealed under its customer's key, and found again through blind indexes (G-5). */
@NullMarked
package io.kaipan.query.personaldata;

import org.jspecify.annotations.NullMarked;
