package io.kaipan.graphql.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Browser libraries that come packed as jars. */
final class WebJar {
    /** Where this server publishes the files of a library, whichever version of it there is. */
    static String path(String library) {
        String about = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
        Properties properties = new Properties();
        try (InputStream file = Objects.requireNonNull(WebJar.class.getResourceAsStream(about), about)) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "/webjars/" + library + "/" + properties.getProperty("version");
    }

    private WebJar() {}
}
