package io.kaipan.graphql.security;

import io.kaipan.domain.shared.Actor;
import io.kaipan.domain.shared.RuleViolation;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Bearer tokens say who somebody is; what they may do stands in Kaipan's own users (G-7). */
final class TokenUsers implements Converter<Jwt, AbstractAuthenticationToken> {
    private final PresentActors actors;
    private final String userClaim;

    TokenUsers(PresentActors actors, String userClaim) {
        this.actors = actors;
        this.userClaim = userClaim;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        String user = token.getClaimAsString(userClaim);
        if (user == null) {
            throw new InvalidBearerTokenException("The token has no claim " + userClaim);
        }
        Actor actor = actor(user);
        return UsernamePasswordAuthenticationToken.authenticated(
                new TokenPrincipal(actor, token.getExpiresAt()),
                null,
                actor.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList());
    }

    private Actor actor(String user) {
        try {
            return actors.named(user)
                    .orElseThrow(() -> new InvalidBearerTokenException("The token is for nobody who may come in"));
        } catch (RuleViolation noLoginName) {
            throw new InvalidBearerTokenException("The token is for nobody who may come in");
        } catch (DataAccessException unavailable) {
            throw new AuthenticationServiceException("The users can't be read", unavailable);
        }
    }
}
