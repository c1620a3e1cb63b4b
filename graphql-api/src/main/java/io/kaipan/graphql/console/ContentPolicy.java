package io.kaipan.graphql.console;

/** What pages may load (Content-Security-Policy): only what comes from this server. */
public final class ContentPolicy {
    public static final String PAGES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** GraphiQL's editor sets styles on its own elements. */
    static final String GRAPHIQL = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
            .replace("font-src 'self'", "font-src 'self' data:");

    private ContentPolicy() {}
}
