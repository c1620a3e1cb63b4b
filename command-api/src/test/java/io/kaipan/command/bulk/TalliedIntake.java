package io.kaipan.command.bulk;

import io.kaipan.command.intake.CommandRequest;
import io.kaipan.command.intake.Intake;
import io.kaipan.command.intake.Outcome;
import io.kaipan.command.intake.Receipt;
import io.kaipan.command.intake.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Stands in for the intake where a test is about the runner: knows keys and one lead a phone, refuses phones that
 * aren't in E.164, and does first whatever the test says. What real rows come to is proved with the whole application.
 */
final class TalliedIntake implements Intake {
    /** What was sent under each key, in the body's text. */
    final Map<String, String> bodies = new ConcurrentHashMap<>();

    private final Map<String, Receipt> receipts = new ConcurrentHashMap<>();
    private final Map<String, String> leadOfPhone = new ConcurrentHashMap<>();
    private final AtomicLong position = new AtomicLong();
    private volatile Consumer<CommandRequest> before = request -> {};
    private volatile Consumer<CommandRequest> after = request -> {};

    /** Does something before each command is carried out, for example throw. */
    void before(Consumer<CommandRequest> deed) {
        before = deed;
    }

    /** Does something after each command was carried out, for example throw. */
    void after(Consumer<CommandRequest> deed) {
        after = deed;
    }

    @Override
    public Outcome accept(CommandRequest request) {
        before.accept(request);
        JsonNode body = request.body();
        String phone = body.path("customer").path("phone").asString("");
        if (!phone.startsWith("+")) {
            return new Outcome.Refused(
                    List.of(new Refusal("PHONE_INVALID", "CUS-1", "customer.phone", null, Map.of("typed", phone))));
        }
        String key = request.scope() + "/" + Objects.requireNonNull(request.idempotencyKey());
        if (!bodies.computeIfAbsent(key, unseen -> body.toString()).equals(body.toString())) {
            throw new AssertionError("One key, two bodies: " + body);
        }
        boolean[] carriedOut = new boolean[1];
        Receipt receipt = receipts.computeIfAbsent(key, unseen -> {
            carriedOut[0] = true;
            String id = leadOfPhone.computeIfAbsent(
                    phone, unknown -> body.path("lead").asString());
            return new Receipt(id, 0, position.incrementAndGet(), false);
        });
        after.accept(request);
        return new Outcome.Accepted(
                carriedOut[0] ? receipt : new Receipt(receipt.id(), receipt.version(), receipt.position(), true));
    }
}
