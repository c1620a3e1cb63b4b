/** How often was what answered to a questionnaire? */
@NullMarked
package io.kaipan.query.questionnairecounts;

import org.jspecify.annotations.NullMarked;
