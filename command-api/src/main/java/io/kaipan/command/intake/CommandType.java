package io.kaipan.command.intake;

import io.kaipan.domain.shared.Role;
import java.util.Set;

/**
 * A command that can be sent.
 *
 * @param name for example {@code RegisterLead}
 * @param shape the record that carries it, and its components
 * @param senders the roles that may send it (G-7)
 * @param target the component that names the record it is about, for example {@code lead}
 * @param makesTarget whether the target is new, and its id made by the intake unless the sender gives one (G-3)
 */
public record CommandType(String name, Shape.Parts shape, Set<Role> senders, String target, boolean makesTarget) {}
