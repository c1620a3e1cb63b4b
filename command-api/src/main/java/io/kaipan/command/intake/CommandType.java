package io.kaipan.command.intake;

import io.kaipan.domain.shared.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command that can be sent.
 *
 * @param name for example {@code RegisterLead}
 * @param shape the record that carries it, and its components
 * @param senders the roles that may send it (G-7)
 * @param target the component that names the record it is about, for example {@code lead}
 * @param makesTarget whether the target is new, and its id made by the intake unless the sender gives one (G-3)
 */
public record CommandType(String name, Shape.Parts shape, Set<Role> senders, String target, boolean makesTarget) {
    /** The component that names a record by its id: the target when the id isn't among the components themselves. */
    String componentNaming(@Nullable Object id, Record command) {
        Object[] values = shape.components(command);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null && id != null && values[i].toString().equals(id.toString())) {
                return shape.parts().get(i).name();
            }
        }
        return target;
    }

    /** The component with the id of the record that the command makes: the target when it makes none with an id of its own. */
    String newIdComponent() {
        return shape.parts().stream()
                .filter(part -> part.newId() != null)
                .map(Shape.Part::name)
                .findFirst()
                .orElse(target);
    }
}
