package io.kaipan.config.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaipan.config.startup.StartupRefused;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

@DisplayName("The data folder")
class DataFolderTest {
    @Test
    @DisplayName("belongs to one Kaipan at a time, and the message names which")
    void onlyOne() throws Exception {
        Path home = TestFolder.of(DataFolderTest.class);
        GenericApplicationContext first = kaipanIn(home);
        assertThatThrownBy(() -> kaipanIn(home))
                .isInstanceOf(StartupRefused.class)
                .hasMessage("Another Kaipan (process %d) is working with the data in %s."
                        .formatted(ProcessHandle.current().pid(), home));
        first.close();
        assertThatCode(() -> kaipanIn(home).close()).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("isn't used by mistake where a database is given")
    void refusesForgottenProfile() {
        MockEnvironment environment = new MockEnvironment().withProperty("spring.datasource.url", "jdbc:postgresql:x");
        assertThatThrownBy(() -> initialize(environment))
                .isInstanceOf(StartupRefused.class)
                .hasMessageStartingWith("A database is given");
    }

    private static GenericApplicationContext kaipanIn(Path home) {
        return initialize(new MockEnvironment().withProperty("kaipan.store.home", home.toString()));
    }

    private static GenericApplicationContext initialize(MockEnvironment environment) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new DataFolderInitializer().initialize(context);
        context.refresh();
        return context;
    }
}
