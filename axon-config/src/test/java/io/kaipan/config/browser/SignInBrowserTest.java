package io.kaipan.config.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.kaipan.config.testing.DemoTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@DemoTest
class SignInBrowserTest {
    private static Chromium chromium;

    @LocalServerPort
    int port;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    @DisplayName("G-7 a manager signs in on a Chinese page, asks in GraphiQL for leads, and signs out again")
    void signsIn() {
        try (BrowserContext context = chromium.browser()
                .newContext(
                        new Browser.NewContextOptions().setLocale("zh-CN").setBaseURL("http://127.0.0.1:" + port))) {
            Page page = context.newPage();
            page.navigate("/");
            assertThat(page.locator("h1")).hasText("开盘");

            signIn(page, "wrong-password");
            assertThat(page.locator("[role=alert]")).isVisible();

            signIn(page, DemoTest.PASSWORD);
            assertThat(page.locator("#user")).containsText("manager");

            page.navigate("/graphiql");
            page.locator(".graphiql-execute-button").click();
            assertThat(page.locator(".result-window")).containsText("topic");

            page.navigate("/");
            page.locator("form[action='/sign-out'] button").click();
            assertThat(page.locator("[role=status]")).isVisible();
            page.navigate("/graphiql");
            assertThat(page).hasURL(Pattern.compile("sign-in"));
        }
    }

    private static void signIn(Page page, String password) {
        page.locator("#username").fill("manager");
        page.locator("#password").fill(password);
        page.locator("main button[type=submit]").click();
    }
}
