package io.kaipan.config.startup;

import org.jspecify.annotations.Nullable;

/** Kaipan won't start like this: one sentence on what is wrong, and what the operator can do about it. */
public class StartupRefused extends RuntimeException {
    private final String remedy;

    /**
     * @param problem what is wrong, without secrets
     * @param remedy what the operator can do
     */
    public StartupRefused(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** As above, with the error that showed the problem. */
    public StartupRefused(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
