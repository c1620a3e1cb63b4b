package io.kaipan.graphql.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which pages there are. @param graphiql whether GraphiQL is */
@ConfigurationProperties("kaipan.console")
public record ConsoleSettings(@DefaultValue("false") boolean graphiql) {}
