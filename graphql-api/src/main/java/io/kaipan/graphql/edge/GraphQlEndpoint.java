package io.kaipan.graphql.edge;

import io.kaipan.command.intake.Correlation;
import io.kaipan.graphql.errors.ApiError;
import io.kaipan.graphql.errors.ApiException;
import io.kaipan.graphql.errors.ExceptionAnswers;
import io.kaipan.graphql.limits.Transport;
import io.kaipan.graphql.live.LiveSettings;
import io.kaipan.graphql.live.SessionEnds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlRequestPredicates;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code /graphql} over HTTP: POST, GET for queries, server-sent events for live updates; JSON and nothing else. */
@Configuration
@EnableConfigurationProperties({EndpointSettings.class, LiveSettings.class})
class GraphQlEndpoint implements WebMvcConfigurer {
    private static final String PATH = "/graphql";
    /** Live updates end with the caller's right, not after a time. */
    private static final Duration NEVER = Duration.ZERO;

    private final RequestReader reader;
    private final JsonMapper json;

    GraphQlEndpoint(RequestReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(reader);
    }

    /**
     * Stands before the routes that come with the framework, and leaves nothing of this path to them but the schema. Every
     * request of whatever path comes by here, so that the path is looked at first.
     */
    @Bean
    @Order(-1)
    RouterFunction<ServerResponse> graphQl(HttpAnswers answers, GraphQlSseHandler events) {
        RequestPredicate here = RequestPredicates.path(PATH);
        return RouterFunctions.route()
                .nest(here::test, routes -> routes.route(
                                GraphQlRequestPredicates.graphQlHttp(PATH).and(GraphQlEndpoint::isJson), request -> {
                                    Requests.note(request, Transport.POST);
                                    return answers.handleRequest(request);
                                })
                        .route(GraphQlRequestPredicates.graphQlSse(PATH).and(GraphQlEndpoint::isJson), request -> {
                            Requests.note(request, Transport.SSE);
                            return events.handleRequest(request);
                        })
                        .GET(request -> {
                            Requests.note(request, Transport.GET);
                            return answers.handleRequest(asPost(request));
                        })
                        .POST(request -> ServerResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
                                .header("Accept-Post", MediaType.APPLICATION_JSON_VALUE)
                                .build()))
                .onError(Exception.class, (exception, request) -> failed(exception))
                .build();
    }

    @Bean
    GraphQlWebSocketHandler sockets(
            WebGraphQlHandler handler,
            GraphQlCorsProperties origins,
            EndpointSettings settings,
            LiveSettings live,
            SessionEnds sessions) {
        return new Sockets(handler, converter(), origins.toCorsConfiguration(), settings, live, json, sessions);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private HttpMessageConverter<Object> converter() {
        return (HttpMessageConverter) new JacksonJsonHttpMessageConverter(json);
    }

    @Bean
    GraphQlSseHandler events(WebGraphQlHandler handler, LiveSettings live) {
        return new GraphQlSseHandler(handler, NEVER, live.keepAlive());
    }

    private static boolean isJson(ServerRequest request) {
        return request.headers()
                .contentType()
                .filter(MediaType.APPLICATION_JSON::includes)
                .isPresent();
    }

    /** A query by GET as the same request by POST. */
    private ServerRequest asPost(ServerRequest request) {
        ObjectNode body = json.createObjectNode();
        request.params().forEach((name, values) -> {
            if (values.size() != 1) {
                throw ApiError.MALFORMED.exception("A parameter is given once");
            }
            if (name.equals("variables") || name.equals("extensions")) {
                body.set(name, parse(values.getFirst()));
            } else {
                body.put(name, values.getFirst());
            }
        });
        return ServerRequest.from(request)
                .method(HttpMethod.POST)
                .headers(headers -> headers.setContentType(MediaType.APPLICATION_JSON))
                .body(json.writeValueAsBytes(body))
                .build();
    }

    private JsonNode parse(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw ApiError.MALFORMED.exception("The parameter is no valid JSON");
        }
    }

    private static ServerResponse failed(Throwable exception) {
        ApiException answer = ExceptionAnswers.answer(exception);
        ShapedError error = ShapedError.of(answer.error(), answer.getMessage(), Correlation.id());
        return ServerResponse.status(answer.error().httpStatus())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("errors", List.of(error.toSpecification())));
    }
}
