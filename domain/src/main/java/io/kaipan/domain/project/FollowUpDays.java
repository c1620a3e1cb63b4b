package io.kaipan.domain.project;

/**
 * After how many calendar days without contact what is due (OPP-8).
 *
 * @param remindOn the day that reminds the owner
 * @param managerOn the day that shows it to the manager
 * @param overdueAfter the last day on which it isn't overdue
 */
public record FollowUpDays(int remindOn, int managerOn, int overdueAfter) {
    /** What holds until a project says otherwise. */
    public static final FollowUpDays DEFAULT = new FollowUpDays(3, 5, 7);

    private static final int LONGEST = 365;

    /** Whether the days follow each other, from 1 to 365. */
    public boolean isSound() {
        return 1 <= remindOn && remindOn <= managerOn && managerOn <= overdueAfter && overdueAfter <= LONGEST;
    }

    /** What is due after so many days without contact. */
    public FollowUpState stateAfter(long days) {
        FollowUpState due = FollowUpState.ON_TIME;
        for (FollowUpState state : FollowUpState.values()) {
            due = days >= daysUntil(state) ? state : due;
        }
        return due;
    }

    /** On which day without contact a state is due. */
    public int daysUntil(FollowUpState state) {
        return switch (state) {
            case ON_TIME -> 0;
            case REMINDED -> remindOn;
            case WITH_MANAGER -> managerOn;
            case OVERDUE -> overdueAfter + 1;
        };
    }
}
