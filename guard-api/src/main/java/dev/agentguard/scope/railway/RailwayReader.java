package dev.agentguard.scope.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Backup;
import dev.agentguard.scope.remote.NotResolvedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads things of Railway's data model, each completely, for one look-up. Not safe for use by several threads. */
final class RailwayReader {

    private static final int MOST_PROJECTS = 500;
    private static final int MOST_BACKUPS = 1_000;

    private final RailwayClient client;
    private final Deadline deadline;
    private final Pages pages;
    private @Nullable List<String> workspaces;

    RailwayReader(RailwayClient client, Deadline deadline) {
        this.client = client;
        this.deadline = deadline;
        this.pages = new Pages(client, deadline);
    }

    /** Returns all projects that the token sees, with all their environments. */
    List<RailwayProject> projects() throws CallFailedException, NotResolvedException {
        List<RailwayProject> projects = new ArrayList<>();
        for (String workspace : workspaces()) {
            for (JsonNode node : pages.all(RailwayQueries.PROJECTS, Map.of("w", workspace), "projects")) {
                String id = Answers.text(node, "id");
                projects.add(new RailwayProject(
                        id,
                        Answers.text(node, "name"),
                        environments(pages.rest(
                                Answers.object(node, "environments"),
                                RailwayQueries.PROJECT_ENVIRONMENTS,
                                Map.of("id", id),
                                "project",
                                "environments"))));
                if (projects.size() > MOST_PROJECTS) {
                    throw new NotResolvedException(
                            "the resolver's token sees more than " + MOST_PROJECTS + " projects");
                }
            }
        }
        return projects;
    }

    /** Returns the same projects, first those that list the volume; whatever fails here changes nothing. */
    List<RailwayProject> likelyFirst(List<RailwayProject> projects, String volume) {
        Set<String> likely = new HashSet<>();
        try {
            for (String workspace : projects.size() > 1 ? workspaces() : List.<String>of()) {
                JsonNode data = client.query(RailwayQueries.VOLUMES, Map.of("w", workspace), deadline);
                for (JsonNode project : data.path("projects").path("edges")) {
                    for (JsonNode edge : project.path("node").path("volumes").path("edges")) {
                        if (edge.path("node").path("id").asText().equalsIgnoreCase(volume)) {
                            likely.add(project.path("node").path("id").asText());
                        }
                    }
                }
            }
        } catch (CallFailedException | NotResolvedException e) {
            likely.clear();
        }
        List<RailwayProject> ordered = new ArrayList<>(projects);
        ordered.sort(Comparator.comparing(project -> !likely.contains(project.id())));
        return ordered;
    }

    private List<String> workspaces() throws CallFailedException, NotResolvedException {
        if (workspaces == null) {
            workspaces = readWorkspaces();
        }
        return workspaces;
    }

    private List<String> readWorkspaces() throws CallFailedException, NotResolvedException {
        JsonNode owner;
        try {
            owner = Answers.object(client.query(RailwayQueries.TOKEN_WORKSPACES, Map.of(), deadline), "apiToken");
        } catch (NotResolvedException e) {
            // An OAuth token is no API token; a project token is neither, and fails here too.
            owner = Answers.object(client.query(RailwayQueries.ACCOUNT_WORKSPACES, Map.of(), deadline), "me");
        }
        List<String> ids = new ArrayList<>();
        for (JsonNode workspace : Answers.array(owner, "workspaces")) {
            ids.add(Answers.text(workspace, "id"));
        }
        return ids;
    }

    RailwayProject project(String id) throws CallFailedException, NotResolvedException {
        JsonNode first = Answers.object(
                client.query(RailwayQueries.PROJECT_ENVIRONMENTS, Map.of("id", id), deadline), "project");
        same(id, first);
        List<JsonNode> nodes = pages.rest(
                Answers.object(first, "environments"),
                RailwayQueries.PROJECT_ENVIRONMENTS,
                Map.of("id", id),
                "project",
                "environments");
        return new RailwayProject(Answers.text(first, "id"), Answers.text(first, "name"), environments(nodes));
    }

    private static List<RailwayEnvironment> environments(List<JsonNode> nodes) throws CallFailedException {
        List<RailwayEnvironment> environments = new ArrayList<>();
        for (JsonNode node : nodes) {
            environments.add(RailwayEnvironment.of(node));
        }
        return environments;
    }

    /** Returns an environment and, as a project, what it belongs to: its project's id and itself. */
    RailwayProject environment(String id) throws CallFailedException, NotResolvedException {
        JsonNode node =
                Answers.object(client.query(RailwayQueries.ENVIRONMENT, Map.of("e", id), deadline), "environment");
        same(id, node);
        String project = Answers.text(node, "projectId");
        return new RailwayProject(project, project, List.of(RailwayEnvironment.of(node)));
    }

    /** Returns the volumes' instances in all environments of a project. */
    List<VolumeInstance> volumeInstances(RailwayProject project) throws CallFailedException, NotResolvedException {
        List<VolumeInstance> instances = new ArrayList<>();
        for (RailwayEnvironment environment : project.environments()) {
            if (environment.readable()) {
                for (JsonNode node : pages.all(
                        RailwayQueries.VOLUME_INSTANCES,
                        Map.of("e", environment.id(), "p", project.id()),
                        "environment",
                        "volumeInstances")) {
                    instances.add(VolumeInstance.of(node, environment));
                }
            }
        }
        return instances;
    }

    VolumeInstance volumeInstance(String id) throws CallFailedException, NotResolvedException {
        JsonNode node = Answers.object(
                client.query(RailwayQueries.VOLUME_INSTANCE, Map.of("id", id), deadline), "volumeInstance");
        same(id, node);
        return VolumeInstance.of(node, RailwayEnvironment.of(Answers.object(node, "environment")));
    }

    /** Returns the id of a service's project. */
    String projectOfService(String id) throws CallFailedException, NotResolvedException {
        JsonNode node = Answers.object(client.query(RailwayQueries.SERVICE, Map.of("id", id), deadline), "service");
        same(id, node);
        return Answers.text(node, "projectId");
    }

    String nameOfService(String id) throws CallFailedException, NotResolvedException {
        JsonNode node = Answers.object(client.query(RailwayQueries.SERVICE, Map.of("id", id), deadline), "service");
        same(id, node);
        return Answers.text(node, "name");
    }

    /** Returns whether a service has an instance in an environment. */
    boolean serves(String service, RailwayProject project, RailwayEnvironment environment)
            throws CallFailedException, NotResolvedException {
        boolean found = false;
        for (JsonNode node : pages.all(
                RailwayQueries.SERVICE_INSTANCES,
                Map.of("e", environment.id(), "p", project.id()),
                "environment",
                "serviceInstances")) {
            found |= Answers.text(node, "serviceId").equalsIgnoreCase(service);
        }
        return found;
    }

    /** Returns the backups of an instance; all of them live on the volume (docs, volumes/backups). */
    List<Backup> backups(String volumeInstance) throws CallFailedException, NotResolvedException {
        JsonNode list = Answers.array(
                client.query(RailwayQueries.BACKUPS, Map.of("v", volumeInstance), deadline),
                "volumeInstanceBackupList");
        List<Backup> backups = new ArrayList<>();
        for (JsonNode node : list) {
            backups.add(new Backup(Answers.text(node, "id"), Answers.textOrNull(node, "createdAt"), true));
            if (backups.size() > MOST_BACKUPS) {
                throw new NotResolvedException("there are more than " + MOST_BACKUPS + " backups");
            }
        }
        return backups;
    }

    private static void same(String asked, JsonNode node) throws CallFailedException {
        if (!Answers.text(node, "id").equalsIgnoreCase(asked)) {
            throw new CallFailedException("railway answered with another thing than was asked for", false);
        }
    }
}
