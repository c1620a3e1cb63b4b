package io.kaipan.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What people send: leads that nobody has registered yet, and contacts on those that are there. */
final class LeadBodies {
    /** The demo's consultant who sends them. */
    static final String USER = "zhang.min";

    static final String CREATE = "RegisterLead";
    static final String APPEND = "LogLeadInteraction";

    private static final long NUMBERS = 100_000_000L;
    private final AtomicLong next = new AtomicLong(ThreadLocalRandom.current().nextLong(NUMBERS));

    /** A new lead, under a phone number that no earlier one has. */
    String create() {
        return """
                {"topic":"来电咨询三室两厅","project":"JYLW","awarenessChannel":"网络","followUpLevel":"A",\
                "description":"看过样板间，关心学区和车位","customer":{"name":"王芳","phone":"138%08d"}}""".formatted(next.getAndIncrement() % NUMBERS);
    }

    /** One more contact on a lead. */
    String append(String lead) {
        return """
                {"lead":"%s","kind":"PHONE","content":"回访 %d：周末带家人来看房，先问按揭","reached":true}""".formatted(lead, next.getAndIncrement());
    }
}
