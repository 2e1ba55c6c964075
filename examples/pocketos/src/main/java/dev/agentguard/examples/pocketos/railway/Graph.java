package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Things.Backup;
import dev.agentguard.examples.pocketos.railway.Things.Environment;
import dev.agentguard.examples.pocketos.railway.Things.Project;
import dev.agentguard.examples.pocketos.railway.Things.Service;
import dev.agentguard.examples.pocketos.railway.Things.Volume;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes GraphQL against the schema and the account. */
final class Graph {

    private final GraphQL graphql;

    Graph(Account account, Pages pages) {
        RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring();
        Scalars.ALL.forEach(wiring::scalar);
        new Queries(account, pages).wire(wiring);
        new Mutations(account).wire(wiring);
        relations(account, pages, wiring);
        graphql = GraphQL.newGraphQL(
                        new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl()), wiring.build()))
                .defaultDataFetcherExceptionHandler(new Errors())
                .build();
    }

    /** The schema as text. */
    static String sdl() {
        try (InputStream in = Objects.requireNonNull(
                Graph.class.getResourceAsStream("/dev/agentguard/examples/pocketos/railway/schema.graphqls"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Object> execute(
            String query, @Nullable String operation, Map<String, Object> variables, Access access) {
        Map<String, Object> answer = new LinkedHashMap<>(graphql.execute(ExecutionInput.newExecutionInput(query)
                        .operationName(operation)
                        .variables(variables)
                        .graphQLContext(Map.of(Access.class, access))
                        .build())
                .toSpecification());
        answer.computeIfPresent("errors", (key, errors) -> withoutExtensions((List<?>) errors));
        return answer;
    }

    /** How graphql-java classifies an error is not the caller's business. */
    private static List<Map<?, ?>> withoutExtensions(List<?> errors) {
        return errors.stream()
                .<Map<?, ?>>map(error -> {
                    Map<Object, Object> told = new LinkedHashMap<>((Map<?, ?>) error);
                    told.remove("extensions");
                    return told;
                })
                .toList();
    }

    private static void relations(Account account, Pages pages, RuntimeWiring.Builder wiring) {
        wiring.type(
                "Project",
                type -> type.dataFetcher(
                                "environments",
                                call -> pages.page(
                                        of(
                                                account.environments.values(),
                                                source(call, Project.class),
                                                e -> e.projectId()),
                                        call))
                        .dataFetcher(
                                "services",
                                call -> pages.page(
                                        of(account.services.values(), source(call, Project.class), s -> s.projectId()),
                                        call))
                        .dataFetcher(
                                "volumes",
                                call -> pages.page(
                                        of(account.volumes.values(), source(call, Project.class), v -> v.projectId()),
                                        call)));
        wiring.type(
                "Environment",
                type -> type.dataFetcher(
                        "volumeInstances",
                        call -> pages.page(
                                account.instancesIn(
                                        source(call, Environment.class).id()),
                                call)));
        wiring.type(
                "Service",
                type -> type.dataFetcher(
                        "project",
                        call -> account.projects.get(source(call, Service.class).projectId())));
        wiring.type(
                "Volume",
                type -> type.dataFetcher(
                                "project",
                                call -> account.projects.get(
                                        source(call, Volume.class).projectId()))
                        .dataFetcher(
                                "volumeInstances",
                                call -> pages.page(
                                        account.instancesOf(
                                                source(call, Volume.class).id()),
                                        call)));
        wiring.type("VolumeInstance", type -> {
            instanceFetchers(account).forEach(type::dataFetcher);
            return type;
        });
        wiring.type(
                "VolumeInstanceBackup",
                type -> type.dataFetcher(
                        "externalId",
                        call -> "snap-" + source(call, Backup.class).id()));
    }

    private static Map<String, DataFetcher<?>> instanceFetchers(Account account) {
        return Map.of(
                "volume",
                        call -> account.volumes.get(
                                source(call, VolumeInstance.class).volumeId()),
                "environment",
                        call -> account.environments.get(
                                source(call, VolumeInstance.class).environmentId()),
                "service",
                        call -> account.services.get(
                                source(call, VolumeInstance.class).serviceId()),
                "isPendingDeletion", call -> false,
                "currentSizeMB",
                        call -> {
                            VolumeInstance instance = source(call, VolumeInstance.class);
                            return account.disk.megabytes(instance.volumeId(), instance.id());
                        });
    }

    private static <T> List<T> of(Collection<T> all, Project project, Function<T, String> projectId) {
        return all.stream()
                .filter(thing -> projectId.apply(thing).equals(project.id()))
                .toList();
    }

    private static <T> T source(DataFetchingEnvironment call, Class<T> type) {
        return type.cast(Objects.requireNonNull(call.getSource()));
    }

    /** A refusal is told to the caller; anything else is the service's own fault and is not. */
    private static final class Errors implements DataFetcherExceptionHandler {

        @Override
        public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
                DataFetcherExceptionHandlerParameters failed) {
            String message = failed.getException() instanceof Refused refused
                    ? refused.getMessage()
                    : "Problem processing request";
            return CompletableFuture.completedFuture(
                    DataFetcherExceptionHandlerResult.newResult(GraphqlErrorBuilder.newError()
                                    .message(message)
                                    .location(failed.getSourceLocation())
                                    .path(failed.getPath())
                                    .errorType(ErrorType.DataFetchingException)
                                    .build())
                            .build());
        }
    }
}
