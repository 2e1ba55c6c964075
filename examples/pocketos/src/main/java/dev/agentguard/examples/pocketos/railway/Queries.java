package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Access.Kind;
import dev.agentguard.examples.pocketos.railway.Things.CustomDomain;
import dev.agentguard.examples.pocketos.railway.Things.Environment;
import dev.agentguard.examples.pocketos.railway.Things.Project;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The root fields of type query. */
final class Queries {

    private final Account account;
    private final Pages pages;

    Queries(Account account, Pages pages) {
        this.account = account;
        this.pages = pages;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Query",
                type -> type.dataFetcher("apiToken", this::apiToken)
                        .dataFetcher("me", this::me)
                        .dataFetcher("projectToken", this::projectToken)
                        .dataFetcher("projects", this::projects)
                        .dataFetcher("project", call -> project(call, "id"))
                        .dataFetcher("projectCompliance", this::compliance)
                        .dataFetcher("environment", this::environment)
                        .dataFetcher("variables", this::variables)
                        .dataFetcher("customDomain", this::customDomain)
                        .dataFetcher("volumeInstance", call -> instance(call, "id"))
                        .dataFetcher(
                                "volumeInstanceBackupList",
                                call -> account.backupsOf(
                                        instance(call, "volumeInstanceId").id()))
                        .dataFetcher("volumeInstanceBackupScheduleList", this::schedules)
                        .dataFetcher("workflowStatus", this::workflow)
                        .dataFetcher("auditLogs", this::auditLogs));
    }

    private Object apiToken(DataFetchingEnvironment call) {
        Caller caller = Caller.of(account, call);
        caller.is(Kind.ACCOUNT, Kind.WORKSPACE, Kind.VIEWER);
        return Map.of("workspaces", workspaces(caller));
    }

    private Object me(DataFetchingEnvironment call) {
        Caller caller = Caller.of(account, call);
        caller.is(Kind.ACCOUNT);
        return Map.of(
                "id", "user-1", "name", "Owner", "email", "owner@pocketos.example", "workspaces", workspaces(caller));
    }

    private List<Map<String, String>> workspaces(Caller caller) {
        return account.workspaces.entrySet().stream()
                .filter(workspace -> caller.access().mayReadWorkspace(workspace.getKey()))
                .map(workspace -> Map.of("id", workspace.getKey(), "name", workspace.getValue()))
                .toList();
    }

    private Object projectToken(DataFetchingEnvironment call) {
        Caller caller = Caller.of(account, call);
        caller.is(Kind.PROJECT);
        Environment environment =
                Account.find(account.environments, caller.access().scope(), "Environment");
        Project project = Account.find(account.projects, environment.projectId(), "Project");
        return Map.of(
                "id",
                "token-" + environment.id(),
                "name",
                environment.name(),
                "projectId",
                project.id(),
                "environmentId",
                environment.id(),
                "project",
                project,
                "environment",
                environment,
                "createdAt",
                environment.createdAt());
    }

    private Object projects(DataFetchingEnvironment call) {
        Caller caller = Caller.of(account, call);
        String workspaceId = call.getArgument("workspaceId");
        if (workspaceId != null) {
            caller.readsWorkspace(workspaceId);
        } else {
            caller.is(Kind.ACCOUNT, Kind.WORKSPACE, Kind.VIEWER);
        }
        return pages.page(
                account.projects.values().stream()
                        .filter(project -> workspaceId == null
                                ? caller.access().mayReadWorkspace(project.workspaceId())
                                : workspaceId.equals(project.workspaceId()))
                        .toList(),
                call);
    }

    private Project project(DataFetchingEnvironment call, String argument) {
        Caller caller = Caller.of(account, call);
        Project project = Account.find(account.projects, call.getArgument(argument), "Project");
        caller.reads(project);
        return project;
    }

    private Object compliance(DataFetchingEnvironment call) {
        Project project = project(call, "projectId");
        return Map.of(
                "projectId",
                project.id(),
                "projectName",
                project.name(),
                "workspaceId",
                project.workspaceId(),
                "serviceBackups",
                account.services.values().stream()
                        .filter(service -> service.projectId().equals(project.id()))
                        .map(service -> Map.of(
                                "serviceId", service.id(), "serviceName", service.name(), "schedules", List.of()))
                        .toList());
    }

    private Environment environment(DataFetchingEnvironment call) {
        Environment environment = Account.find(account.environments, call.getArgument("id"), "Environment");
        String projectId = call.getArgument("projectId");
        if (projectId != null && !projectId.equals(environment.projectId())) {
            throw Refused.notFound("Environment");
        }
        Caller.of(account, call).reads(environment);
        return environment;
    }

    private Object variables(DataFetchingEnvironment call) {
        String environmentId = Objects.requireNonNull(call.getArgument("environmentId"));
        Caller.of(account, call).reads(Account.find(account.environments, environmentId, "Environment"));
        return account.variables.getOrDefault(environmentId, Map.of());
    }

    private CustomDomain customDomain(DataFetchingEnvironment call) {
        project(call, "projectId");
        return Account.find(account.domains, call.getArgument("id"), "Custom domain");
    }

    private VolumeInstance instance(DataFetchingEnvironment call, String argument) {
        VolumeInstance instance = Account.find(account.instances, call.getArgument(argument), "Volume instance");
        Caller.of(account, call).reads(instance);
        return instance;
    }

    private Object schedules(DataFetchingEnvironment call) {
        VolumeInstance instance = instance(call, "volumeInstanceId");
        return List.of(Map.of(
                "id",
                "schedule-" + instance.id(),
                "kind",
                "DAILY",
                "cron",
                "0 4 * * *",
                "name",
                "daily",
                "retentionSeconds",
                6 * 24 * 3600,
                "createdAt",
                instance.createdAt()));
    }

    private Object workflow(DataFetchingEnvironment call) {
        Caller.of(account, call).is(Kind.ACCOUNT, Kind.WORKSPACE, Kind.VIEWER, Kind.PROJECT);
        boolean known = account.backups.containsKey(call.<String>getArgument("workflowId"));
        return Map.of("status", known ? "Complete" : "NotFound");
    }

    private Object auditLogs(DataFetchingEnvironment call) {
        String workspaceId = Objects.requireNonNull(call.getArgument("workspaceId"));
        Caller.of(account, call).readsWorkspace(workspaceId);
        Map<String, Object> filter = call.getArgumentOrDefault("filter", Map.of());
        return pages.page(
                account.log.stream()
                        .filter(entry -> entry.workspaceId().equals(workspaceId))
                        .filter(entry -> !filter.containsKey("projectId")
                                || Objects.equals(filter.get("projectId"), entry.projectId()))
                        .filter(entry -> !(filter.get("eventTypes") instanceof List<?> types)
                                || types.contains(entry.eventType()))
                        .filter(entry -> !(filter.get("startDate") instanceof Instant start)
                                || !entry.createdAt().isBefore(start))
                        .filter(entry -> !(filter.get("endDate") instanceof Instant end)
                                || !entry.createdAt().isAfter(end))
                        .toList(),
                call);
    }
}
