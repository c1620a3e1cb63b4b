/** What was answered to which questionnaire? */
@NullMarked
package io.kaipan.query.questionnaireanswers;

import org.jspecify.annotations.NullMarked;
