package io.kaipan.domain.project;

/** The open opportunities of a project on the follow-up clock (OPP-8). Writes belong to the command's transaction. */
public interface WaitingOpportunities {
    /** Has every open opportunity of the project looked at anew, because other days hold for it. */
    void lookAtAll(ProjectCode project);
}
