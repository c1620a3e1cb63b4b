package io.kaipan.graphql.security;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.RenewedSignIn;
import io.kaipan.graphql.console.ContentPolicy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/** Everything that comes in over HTTP passes here. What nobody has opened stays shut. */
@Configuration
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            SecuritySettings settings,
            Door door,
            Accounts accounts,
            PresentActors actors,
            Opening opening,
            RateLimit rateLimit,
            RefusedRequests refused,
            ObjectProvider<JwtDecoder> tokens) {
        http.authorizeHttpRequests(requests -> {
            requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll();
            requests.requestMatchers(SIGN_IN, "/console/**", "/actuator/health", "/actuator/health/**")
                    .permitAll();
            if (settings.openSchema()) {
                requests.requestMatchers("/graphql/schema").permitAll();
            }
            if (tokens.getIfAvailable() != null) {
                // a browser can't send a token with the handshake; it comes with the socket's first message
                requests.requestMatchers(SecurityConfiguration::isSocketHandshake)
                        .permitAll();
            }
            requests.requestMatchers("/actuator/**").hasRole("ADMIN");
            requests.requestMatchers(
                            "/",
                            SIGN_OUT,
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
        http.formLogin(form ->
                form.loginPage(SIGN_IN).defaultSuccessUrl("/").failureHandler(SecurityConfiguration::signInFailed));
        http.logout(out -> out.logoutUrl(SIGN_OUT).logoutSuccessUrl(SIGN_IN + "?signed-out"));
        http.httpBasic(basic -> basic.authenticationEntryPoint(door));
        if (tokens.getIfAvailable() != null) {
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(door)
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(new TokenUsers(actors, settings.userClaim()))));
        }
        http.exceptionHandling(
                refusals -> refusals.authenticationEntryPoint(door).accessDeniedHandler(door));
        http.csrf(csrf -> csrf.spa().ignoringRequestMatchers(SecurityConfiguration::provesItself));
        http.cors(Customizer.withDefaults());
        http.requestCache(cache -> cache.requestCache(savedPageViews()));
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(ContentPolicy.PAGES))
                .referrerPolicy(Customizer.withDefaults())
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), geolocation=(), microphone=()"))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny));
        http.addFilterBefore(new OpeningFilter(opening, refused), CsrfFilter.class);
        http.addFilterBefore(new LocalAccountsFilter(settings.localAccounts(), refused), CsrfFilter.class);
        http.addFilterBefore(new OutageFilter(refused), CsrfFilter.class);
        http.addFilterAfter(new RenewedSignIn(accounts), LogoutFilter.class);
        http.addFilterBefore(new RateLimitFilter(rateLimit, refused), AuthorizationFilter.class);
        return http.build();
    }

    /** Spring Security would time every filter of every request, which costs more than the filters do. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Looks for the handler, whose settings they are, only where a request comes from another origin. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(
            @Qualifier("mvcHandlerMappingIntrospector") CorsConfigurationSource handlers) {
        return request -> CorsUtils.isCorsRequest(request) ? handlers.getCorsConfiguration(request) : null;
    }

    private static void signInFailed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        boolean unavailable = exception instanceof AuthenticationServiceException;
        response.sendRedirect(request.getContextPath() + SIGN_IN + (unavailable ? "?unavailable" : "?failed"));
    }

    private static HttpSessionRequestCache savedPageViews() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(Door::isPageView);
        return cache;
    }

    private static boolean isSocketHandshake(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + "/graphql")
                && "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    /**
     * Requests that no foreign page can make a browser send: with credentials that browsers don't add by themselves, or
     * to the GraphQL endpoint, which takes nothing but JSON.
     */
    private static boolean provesItself(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getRequestURI().equals(request.getContextPath() + "/graphql");
    }
}
