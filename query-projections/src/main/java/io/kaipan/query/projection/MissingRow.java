package io.kaipan.query.projection;

/** An event is about a record that the view doesn't have. Never passed over in silence: it goes to the dead letters. */
public final class MissingRow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingRow(String view, Object id) {
        super(view + " has no row " + id);
    }

    /** Makes sure that a statement met the row it was meant for. */
    public static void unless(int updated, String view, Object id) {
        if (updated == 0) {
            throw new MissingRow(view, id);
        }
    }
}
