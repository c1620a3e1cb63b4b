/** Questionnaires: what is asked on the phone, at a visit, at joining; versions that never change. */
@NullMarked
package io.kaipan.domain.questionnaire;

import org.jspecify.annotations.NullMarked;
