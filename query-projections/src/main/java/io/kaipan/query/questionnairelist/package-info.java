/** Which questionnaires are there, and what did each version ask? */
@NullMarked
package io.kaipan.query.questionnairelist;

import org.jspecify.annotations.NullMarked;
