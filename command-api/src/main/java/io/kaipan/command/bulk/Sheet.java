package io.kaipan.command.bulk;

import io.kaipan.domain.shared.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A kind of spreadsheet: which columns it has, and which command each of its rows becomes. */
interface Sheet {
    /** How the kind is called in addresses, for example {@code leads}. */
    String kind();

    List<Column> columns();

    String commandName();

    /** Who may send that command, and so import such a sheet (G-7). */
    Set<Role> sentBy();

    /** The component of the command that is the new id; {@link #command} fills it where it follows from the row. */
    String idField();

    /** Whether a row makes a record of that id, which answers; else it adds to one that is there. */
    default boolean makesRecords() {
        return true;
    }

    /** The TypeID prefix of that id. */
    String idPrefix();

    /**
     * The command of a row, without its id unless the row itself says which. Rows that mean the same give the same body, however they are typed; what
     * can't be read stays as it is, to be refused by the intake together with the row's other faults.
     *
     * @param fields the cells that are not blank, by field
     */
    ObjectNode command(Map<String, String> fields);

    /** Rows of one lane are sent one after the other, in the order of the file. */
    String lane(ObjectNode command);
}
