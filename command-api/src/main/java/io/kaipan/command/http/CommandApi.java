package io.kaipan.command.http;

import io.kaipan.command.intake.CommandCatalogue;
import io.kaipan.command.intake.CommandType;
import io.kaipan.command.intake.Shape;
import io.kaipan.domain.shared.Role;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateSchema;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes every command at {@code /v3/api-docs}, from the records that carry them. */
@Component
class CommandApi implements GlobalOpenApiCustomizer {
    private static final String RECEIPT = "Receipt";
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String JSON = "application/json";
    private static final String SENTENCE = "One sentence, in the language of Accept-Language (zh-CN, en).";
    private static final String NEW_PASSWORD = "At least 10 characters, at most 72 bytes in UTF-8.";
    private static final int LONGEST_KEY = 200;

    private final CommandCatalogue catalogue;
    private final Descriptions descriptions = new Descriptions();

    CommandApi(CommandCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("Kaipan")
                .version("1")
                .description("Commands of the sales floor. What they change is read over GraphQL at /graphql."));
        if (api.getComponents() == null) {
            api.components(new Components());
        }
        Components components = api.getComponents();
        components.addSecuritySchemes(
                "password", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        components.addSecuritySchemes(
                "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
        api.addSecurityItem(new SecurityRequirement().addList("password"));
        api.addSecurityItem(new SecurityRequirement().addList("token"));
        components.addSchemas(RECEIPT, receipt());
        components.addSchemas(PROBLEM, problem());
        for (CommandType command : catalogue.all()) {
            components.addSchemas(command.name(), body(command, components));
            api.path(CommandController.PATH + command.name(), new PathItem().post(operation(command)));
        }
        api.path(AccountController.OWN_PASSWORD, new PathItem().post(ownPassword()));
        api.path(AccountController.PASSWORD_OF, new PathItem().post(passwordOf()));
    }

    private Operation operation(CommandType command) {
        String senders = command.senders().stream().map(Role::name).sorted().collect(Collectors.joining(", "));
        return new Operation()
                .operationId(command.name())
                .addTagsItem(command.target())
                .summary(descriptions.of(command.name()))
                .description("Sent by " + senders + ".")
                .addParametersItem(new HeaderParameter()
                        .name(CommandController.IDEMPOTENCY_KEY)
                        .description(descriptions.of("idempotencyKey"))
                        .schema(new StringSchema().maxLength(LONGEST_KEY)))
                .requestBody(json(reference(command.name()), descriptions.example(command.name())))
                .responses(answers(
                        "200",
                        new ApiResponse()
                                .description("It was carried out, now or when its idempotency key was first used.")
                                .content(
                                        new Content().addMediaType(JSON, new MediaType().schema(reference(RECEIPT))))));
    }

    private Schema<?> body(CommandType command, Components components) {
        Schema<?> body = object(command.shape(), components);
        body.description(descriptions.of(command.name()));
        body.addProperty(
                "idempotencyKey",
                new StringSchema().maxLength(LONGEST_KEY).description(descriptions.of("idempotencyKey")));
        if (!command.makesTarget()) {
            body.addProperty(
                    "expectedVersion",
                    new IntegerSchema()
                            .format("int64")
                            .minimum(BigDecimal.ZERO)
                            .description(descriptions.of("expectedVersion")));
        }
        return body;
    }

    private Schema<?> object(Shape.Parts parts, Components components) {
        String type = parts.type().getSimpleName();
        Schema<?> object = new ObjectSchema().additionalProperties(false);
        for (Shape.Part part : parts.parts()) {
            Schema<?> schema = schema(part.shape(), components);
            object.addProperty(part.name(), schema.description(descriptions.of(type, part.name())));
            if (!part.optional() && part.newId() == null) {
                object.addRequiredItem(part.name());
            }
        }
        return object;
    }

    private Schema<?> schema(Shape shape, Components components) {
        return switch (shape) {
            case Shape.Words words -> new StringSchema().maxLength(words.max());
            case Shape.Value value -> new StringSchema().maxLength(value.max());
            case Shape.Choice choice -> new StringSchema()._enum(choice.names());
            case Shape.Whole whole -> new IntegerSchema();
            case Shape.Decimal decimal -> new StringSchema().pattern("-?[0-9]+(\\.[0-9]+)?");
            case Shape.Truth truth -> new BooleanSchema();
            case Shape.Moment moment -> new DateTimeSchema();
            case Shape.Day day -> new DateSchema();
            case Shape.Many many ->
                new ArraySchema().items(schema(many.element(), components)).maxItems(Shape.Many.MOST);
            case Shape.Parts parts -> {
                String name = parts.type().getSimpleName();
                components.addSchemas(name, object(parts, components).description(descriptions.of(name)));
                yield reference(name);
            }
        };
    }

    private static Schema<?> receipt() {
        return object(
                        must(
                                "id",
                                text(
                                        "The record that answers the command: the one changed, or the one already there.")),
                        must("version", number("The record's version after the command.")),
                        must("position", number("How far the log goes with the command, for atLeast in queries.")),
                        must(
                                "replayed",
                                new BooleanSchema()
                                        .description("Whether the outcome was given before under the same key (G-3).")))
                .description("The proof of an accepted command.");
    }

    private static Schema<?> problem() {
        Schema<?> refusal = object(
                must("code", text("Stable and machine-readable.")),
                must("rule", text("The rule's id in the rulebook.")),
                must("message", text(SENTENCE)),
                may("field", text("Path of the component at fault; left out when the fault is not in the body.")),
                may("currentVersion", number("The record's version, where yours was stale; else left out.")));
        return object(
                        may("title", text("What the status means.")),
                        must("status", new IntegerSchema()),
                        may("detail", text(SENTENCE)),
                        may("instance", text("The address asked.")),
                        must("code", text("Stable and machine-readable.")),
                        must("correlationId", text("Under which the server's log has more.")),
                        may(
                                "refusals",
                                new ArraySchema()
                                        .items(refusal)
                                        .description("All reasons why a command was refused (G-6).")))
                .description("Problem details (RFC 9457).");
    }

    private record Member(String name, boolean required, Schema<?> schema) {}

    private static Member must(String name, Schema<?> schema) {
        return new Member(name, true, schema);
    }

    private static Member may(String name, Schema<?> schema) {
        return new Member(name, false, schema);
    }

    private static Schema<?> object(Member... members) {
        Schema<?> object = new ObjectSchema();
        for (Member member : members) {
            object.addProperty(member.name(), member.schema());
            if (member.required()) {
                object.addRequiredItem(member.name());
            }
        }
        return object;
    }

    private static Operation ownPassword() {
        return new Operation()
                .operationId("ChangeOwnPassword")
                .addTagsItem("account")
                .summary("Changes one's own password and ends all sign-ins with the old one.")
                .requestBody(json(
                        object(
                                must("currentPassword", text("The password until now.")),
                                must("newPassword", text(NEW_PASSWORD))),
                        null))
                .responses(answers("204", new ApiResponse().description("It is changed.")));
    }

    private static Operation passwordOf() {
        return new Operation()
                .operationId("SetPassword")
                .addTagsItem("account")
                .summary("Sets the password of a user and ends all sign-ins with the old one.")
                .description("Sent by ADMIN.")
                .addParametersItem(new PathParameter()
                        .name("user")
                        .description("Login name of the user.")
                        .schema(new StringSchema()))
                .requestBody(json(object(must("password", text(NEW_PASSWORD))), null))
                .responses(answers("204", new ApiResponse().description("It is set.")));
    }

    private static ApiResponses answers(String code, ApiResponse good) {
        return new ApiResponses()
                .addApiResponse(code, good)
                .addApiResponse("400", trouble("The body is no JSON object in sound UTF-8."))
                .addApiResponse("401", trouble("Nobody is signed in."))
                .addApiResponse("403", trouble("The sender's roles don't allow it."))
                .addApiResponse("404", trouble("There is no record with this id."))
                .addApiResponse(
                        "409",
                        trouble("The record has changed since you read it, or the idempotency key was used before."))
                .addApiResponse("413", trouble("The body is larger than 1 MiB."))
                .addApiResponse("415", trouble("The body is not application/json in UTF-8."))
                .addApiResponse("422", trouble("Refused by a rule, or faulty: all faults at once."))
                .addApiResponse(
                        "503",
                        trouble(
                                        "The store is not available; nothing is half done, try again after Retry-After seconds.")
                                .addHeaderObject("Retry-After", new Header().schema(new IntegerSchema())));
    }

    private static ApiResponse trouble(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(PROBLEM_JSON, new MediaType().schema(reference(PROBLEM))));
    }

    private static RequestBody json(Schema<?> schema, @Nullable Object example) {
        MediaType json = new MediaType().schema(schema);
        if (example != null) {
            json.example(example);
        }
        return new RequestBody().required(true).content(new Content().addMediaType(JSON, json));
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> text(String description) {
        return new StringSchema().description(description);
    }

    private static Schema<?> number(String description) {
        return new IntegerSchema().format("int64").description(description);
    }
}
