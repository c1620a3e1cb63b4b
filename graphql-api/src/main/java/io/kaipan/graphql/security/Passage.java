package io.kaipan.graphql.security;

import io.kaipan.graphql.console.ContentPolicy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.stereotype.Component;

/** What holds for whoever comes in, however they say who they are. */
@Component
final class Passage {
    private final SecuritySettings settings;
    private final Door door;
    private final Opening opening;
    private final RateLimit rateLimit;
    private final RefusedRequests refused;
    private final boolean takesTokens;

    Passage(
            SecuritySettings settings,
            Door door,
            Opening opening,
            RateLimit rateLimit,
            RefusedRequests refused,
            ObjectProvider<JwtDecoder> tokens) {
        this.settings = settings;
        this.door = door;
        this.opening = opening;
        this.rateLimit = rateLimit;
        this.refused = refused;
        this.takesTokens = tokens.getIfAvailable() != null;
    }

    void of(HttpSecurity http) {
        http.addFilterBefore(new OpeningFilter(opening, refused), CsrfFilter.class);
        http.addFilterBefore(new LocalAccountsFilter(settings.localAccounts(), refused), CsrfFilter.class);
        http.addFilterBefore(new OutageFilter(refused), CsrfFilter.class);
        http.addFilterBefore(new RateLimitFilter(rateLimit, refused), AuthorizationFilter.class);
        http.cors(Customizer.withDefaults());
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.PAGES))
                .referrerPolicy(Customizer.withDefaults())
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny));
        http.exceptionHandling(
                refusals -> refusals.authenticationEntryPoint(door).accessDeniedHandler(door));
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll();
            requests.requestMatchers(
                            SecurityConfiguration.SIGN_IN, "/console/**", "/actuator/health", "/actuator/health/**")
                    .permitAll();
            if (settings.openSchema()) {
                requests.requestMatchers("/graphql/schema").permitAll();
            }
            if (takesTokens) {
                // a browser can't send a token with the handshake; it comes with the socket's first message
                requests.requestMatchers(Passage::isSocketHandshake).permitAll();
            }
            requests.requestMatchers("/actuator/**").hasRole("ADMIN");
            requests.requestMatchers(
                            "/",
                            SecurityConfiguration.SIGN_OUT,
                            "/graphql",
                            "/graphql/schema",
                            "/graphiql",
                            "/webjars/**",
                            "/api/**",
                            "/v3/api-docs",
                            "/v3/api-docs/**")
                    .authenticated();
            requests.anyRequest().denyAll();
        });
    }

    private static boolean isSocketHandshake(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + "/graphql")
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }
}
