package io.kaipan.config.store;

import org.jspecify.annotations.Nullable;

/**
 * One of the three roles Kaipan works as.
 *
 * @param name as the migrations grant to it
 * @param password what it logs in with
 * @param madeElsewhere whether an administrator gave role and password
 */
record ApplicationRole(String name, String password, boolean madeElsewhere) {
    static ApplicationRole of(String name, @Nullable String givenPassword, MasterKey masterKey) {
        boolean given = givenPassword != null && !givenPassword.isBlank();
        return new ApplicationRole(name, given ? givenPassword : masterKey.passwordOf(name), given);
    }

    @Override
    public String toString() {
        return "ApplicationRole[" + name + "]";
    }
}
