/** Questionnaires in GraphQL. */
@NullMarked
package io.kaipan.graphql.questionnaire;

import org.jspecify.annotations.NullMarked;
