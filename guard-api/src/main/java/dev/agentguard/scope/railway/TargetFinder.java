package dev.agentguard.scope.railway;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.remote.NotResolvedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds where a resource lives, by its type; each way reads everything that could hold it, or fails. */
final class TargetFinder {

    /** The types it can find. */
    static final Set<String> TYPES = Set.of(
            "railway:volume",
            "railway:volumeInstance",
            "railway:volumeInstanceBackup",
            "railway:environment",
            "railway:project",
            "railway:service");

    private final RailwayReader railway;

    TargetFinder(RailwayReader railway) {
        this.railway = railway;
    }

    Target find(String type, String id) throws CallFailedException, NotResolvedException {
        return switch (type) {
            case "railway:volume" -> volume(id);
            case "railway:volumeInstance" -> volumeInstance(id);
            case "railway:volumeInstanceBackup" -> backup(id);
            case "railway:environment" -> environment(id);
            case "railway:project" -> project(id);
            case "railway:service" -> service(id);
            default -> throw new NotResolvedException("railway cannot be asked for a `" + Labels.shown(type) + "`");
        };
    }

    /** A volume belongs to one project, so that the environments of that one are all that can hold it. */
    private Target volume(String id) throws CallFailedException, NotResolvedException {
        List<RailwayProject> projects = railway.likelyFirst(railway.projects(), id);
        for (RailwayProject project : projects) {
            List<VolumeInstance> instances = railway.volumeInstances(project).stream()
                    .filter(instance -> instance.volumeId().equalsIgnoreCase(id))
                    .toList();
            if (!instances.isEmpty()) {
                project.readable();
                return of(instances, "of the project `" + Labels.shown(project.name()) + "`");
            }
        }
        for (RailwayProject project : projects) {
            project.readable();
        }
        throw new NotResolvedException("no volume `" + Labels.shown(id) + "` in the " + projects.size()
                + " projects that the resolver's token sees");
    }

    private Target volumeInstance(String id) throws CallFailedException, NotResolvedException {
        return of(List.of(railway.volumeInstance(id)), "of that instance");
    }

    private Target backup(String id) throws CallFailedException, NotResolvedException {
        List<RailwayProject> projects = railway.projects();
        for (RailwayProject project : projects) {
            for (VolumeInstance instance : railway.volumeInstances(project)) {
                if (railway.backups(instance.id()).stream()
                        .anyMatch(backup -> backup.id().equalsIgnoreCase(id))) {
                    return of(List.of(instance), "which the backup `" + Labels.shown(id) + "` is of");
                }
            }
        }
        throw new NotResolvedException("no backup `" + Labels.shown(id) + "` in the " + projects.size()
                + " projects that the resolver's token sees");
    }

    private static Target of(List<VolumeInstance> instances, String of) {
        List<RailwayEnvironment> environments =
                instances.stream().map(VolumeInstance::environment).toList();
        VolumeInstance first = instances.get(0);
        boolean deleting = instances.stream().anyMatch(VolumeInstance::deleting);
        return new Target(
                environments,
                instances,
                "railway: volume `" + Labels.shown(first.volumeName()) + "` " + of + " has instances in "
                        + Labels.inWords(environments) + ", mounted at `" + Labels.shown(first.mountPath()) + "`"
                        + (deleting ? "; a deletion is pending or done" : ""));
    }

    private Target environment(String id) throws CallFailedException, NotResolvedException {
        RailwayProject project = railway.environment(id);
        return new Target(
                project.readable(), List.of(), "railway: the environment is " + Labels.inWords(project.environments()));
    }

    private Target project(String id) throws CallFailedException, NotResolvedException {
        RailwayProject project = railway.project(id);
        if (project.readable().isEmpty()) {
            throw new NotResolvedException("the project `" + Labels.shown(project.name()) + "` shows no environment");
        }
        return new Target(
                project.environments(),
                List.of(),
                "railway: the project `" + Labels.shown(project.name()) + "` has the environments "
                        + Labels.inWords(project.environments()));
    }

    private Target service(String id) throws CallFailedException, NotResolvedException {
        RailwayProject project = railway.project(railway.projectOfService(id));
        List<RailwayEnvironment> environments = new ArrayList<>();
        for (RailwayEnvironment environment : project.readable()) {
            if (railway.serves(id, project, environment)) {
                environments.add(environment);
            }
        }
        if (environments.isEmpty()) {
            throw new NotResolvedException("the service `" + Labels.shown(id) + "` has no instance in the project `"
                    + Labels.shown(project.name()) + "`");
        }
        return new Target(
                environments, List.of(), "railway: the service has instances in " + Labels.inWords(environments));
    }

    /** Returns the target together with an environment that the action names beside it. */
    Target join(Target target, String environment) throws CallFailedException, NotResolvedException {
        Target named = environment(environment);
        return new Target(
                Stream.concat(target.environments().stream(), named.environments().stream())
                        .toList(),
                target.instances(),
                target.evidence() + "; the action names " + Labels.inWords(named.environments()));
    }
}
