package io.kaipan.graphql.security;

import io.kaipan.command.account.Accounts;
import io.kaipan.command.account.RenewedSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.CorsUtils;

/** Everything that comes in over HTTP passes here. What nobody has opened stays shut. */
@Configuration
@EnableConfigurationProperties(SecuritySettings.class)
class SecurityConfiguration {
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";

    /**
     * Programs: they say who they are with every request, so that they have no session, nothing to sign out of, and nothing
     * that a foreign page could make them send.
     */
    @Bean
    @Order(1)
    SecurityFilterChain programs(
            HttpSecurity http,
            SecuritySettings settings,
            Door door,
            PresentActors actors,
            Passage passage,
            ObjectProvider<JwtDecoder> tokens) {
        http.securityMatcher(request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null);
        passage.of(http);
        http.httpBasic(basic -> basic.authenticationEntryPoint(door));
        if (tokens.getIfAvailable() != null) {
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(door)
                    .jwt(jwt -> jwt.jwtAuthenticationConverter(new TokenUsers(actors, settings.userClaim()))));
        }
        http.securityContext(
                context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
        http.sessionManagement(SessionManagementConfigurer::disable);
        http.csrf(CsrfConfigurer::disable);
        http.logout(LogoutConfigurer::disable);
        http.requestCache(RequestCacheConfigurer::disable);
        return http.build();
    }

    /** People with a browser, who have signed in on the page for it. */
    @Bean
    @Order(2)
    SecurityFilterChain browsers(HttpSecurity http, Accounts accounts, Passage passage) {
        passage.of(http);
        http.formLogin(form ->
                form.loginPage(SIGN_IN).defaultSuccessUrl("/").failureHandler(SecurityConfiguration::signInFailed));
        http.logout(out -> out.logoutUrl(SIGN_OUT).logoutSuccessUrl(SIGN_IN + "?signed-out"));
        // it takes nothing but JSON, which no foreign page can make a browser send
        http.csrf(csrf -> csrf.spa().ignoringRequestMatchers(request -> request.getRequestURI()
                .equals(request.getContextPath() + "/graphql")));
        http.requestCache(cache -> cache.requestCache(savedPageViews()));
        http.addFilterAfter(new RenewedSignIn(accounts), LogoutFilter.class);
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
}
