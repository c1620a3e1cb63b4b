package io.kaipan.benchmarks;

/** The statements of Kaipan's list of leads, for those who read it without Kaipan. */
final class LeadSql {
    private static final String SELECT = """
            SELECT l.lead_id, l.version, l.customer_id, l.project, l.state, l.awareness_channel, l.follow_up_level,
                l.owner, l.topic_sealed, l.description_sealed, l.name_given_sealed, l.contact_name_sealed,
                l.contact_phone_sealed, l.occurred_at, l.registered_at, l.registered_by, l.original_author,
                l.last_contact_at, l.closed_outcome, l.closed_reason, l.closed_customer, l.closed_opportunity,
                l.closed_note_sealed, l.closed_at, l.closed_by, l.opportunity_id, l.changed_at,
                c.name_sealed, c.phones_sealed, c.forgotten, u.display_name
            FROM view.lead_list l
            JOIN view.lead_customer c ON c.customer_id = l.customer_id
            LEFT JOIN view.user_list u ON u.user_name = l.owner
            WHERE l.project = ANY ('{JYLW,WKC}')
            """;
    private static final String PAGE = " ORDER BY l.registered_at, l.lead_id LIMIT 51";

    /** One lead, with its customer and its owner. */
    static String record(String id) {
        return SELECT + " AND l.lead_id = " + id;
    }

    /** The page of 50 leads behind a place; with one more, which tells whether there is a next page. */
    static String page(String registeredAt, String id) {
        return SELECT + " AND (l.registered_at, l.lead_id) > (" + registeredAt + ", " + id + ")" + PAGE;
    }

    /** The same among the ACTIVE leads of an owner in a project. */
    static String filteredPage(String owner, String registeredAt, String id) {
        return SELECT + " AND l.state = 'ACTIVE' AND l.project = 'JYLW' AND l.owner = " + owner
                + " AND (l.registered_at, l.lead_id) > (" + registeredAt + ", " + id + ")" + PAGE;
    }

    private LeadSql() {}
}
