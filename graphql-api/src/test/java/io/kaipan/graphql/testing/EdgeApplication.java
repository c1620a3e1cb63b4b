package io.kaipan.graphql.testing;

import io.kaipan.command.account.ActorPrincipal;
import io.kaipan.command.intake.CommandCatalogue;
import io.kaipan.command.intake.RefusalMessages;
import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.Role;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** The endpoint as it runs, with users named after their roles, whose password is {@value #PASSWORD}. */
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@ComponentScan({"io.kaipan.graphql", "io.kaipan.command.http"})
public class EdgeApplication {
    static final String PASSWORD = "correct horse";

    /** The login name of somebody with one role. */
    public static String user(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** What a test's user signs in as. */
    record Principal(Actor actor) implements ActorPrincipal, AuthenticatedPrincipal {
        @Override
        public String getName() {
            return actor.user();
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    CommandCatalogue commandCatalogue() {
        return new CommandCatalogue();
    }

    @Bean
    RefusalMessages refusalMessages() {
        return new RefusalMessages();
    }

    @Bean
    AuthenticationProvider passwords() {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication given) {
                if (!PASSWORD.equals(given.getCredentials())) {
                    throw new BadCredentialsException("wrong");
                }
                Role role = Role.valueOf(given.getName().toUpperCase(Locale.ROOT));
                return UsernamePasswordAuthenticationToken.authenticated(
                        new Principal(new Actor(given.getName(), Set.of(role), Set.of())),
                        null,
                        Set.of(new SimpleGrantedAuthority("ROLE_" + role)));
            }

            @Override
            public boolean supports(Class<?> type) {
                return type == UsernamePasswordAuthenticationToken.class;
            }
        };
    }
}
