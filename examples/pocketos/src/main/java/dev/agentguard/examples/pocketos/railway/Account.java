package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Things.AuditLog;
import dev.agentguard.examples.pocketos.railway.Things.Backup;
import dev.agentguard.examples.pocketos.railway.Things.CustomDomain;
import dev.agentguard.examples.pocketos.railway.Things.Environment;
import dev.agentguard.examples.pocketos.railway.Things.Project;
import dev.agentguard.examples.pocketos.railway.Things.Service;
import dev.agentguard.examples.pocketos.railway.Things.Volume;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the owner of the account has on Railway, and what the mutations do to it. Not safe for use by several threads by
 * itself: {@link RailwayServer} holds its monitor.
 */
final class Account {

    /** Workspaces by id. */
    final Map<String, String> workspaces = new LinkedHashMap<>();

    final Map<String, Project> projects = new LinkedHashMap<>();
    final Map<String, Environment> environments = new LinkedHashMap<>();
    final Map<String, Service> services = new LinkedHashMap<>();
    final Map<String, Volume> volumes = new LinkedHashMap<>();
    final Map<String, VolumeInstance> instances = new LinkedHashMap<>();
    final Map<String, Backup> backups = new LinkedHashMap<>();
    final Map<String, CustomDomain> domains = new LinkedHashMap<>();
    final Map<String, Map<String, String>> variables = new LinkedHashMap<>();
    final List<AuditLog> log = new ArrayList<>();
    final Disk disk;

    Account(Disk disk) {
        this.disk = disk;
    }

    List<VolumeInstance> instancesOf(String volumeId) {
        return instances.values().stream()
                .filter(instance -> instance.volumeId().equals(volumeId))
                .toList();
    }

    List<VolumeInstance> instancesIn(String environmentId) {
        return instances.values().stream()
                .filter(instance -> instance.environmentId().equals(environmentId))
                .toList();
    }

    List<Backup> backupsOf(String instanceId) {
        return backups.values().stream()
                .filter(backup -> backup.volumeInstanceId().equals(instanceId))
                .toList();
    }

    /** Deletes a volume: all its instances in all environments, and their backups, at once. */
    void deleteVolume(String volumeId) {
        Volume volume = find(volumes, volumeId, "Volume");
        instancesOf(volumeId).forEach(instance -> {
            backupsOf(instance.id()).forEach(backup -> backups.remove(backup.id()));
            instances.remove(instance.id());
        });
        volumes.remove(volumeId);
        disk.destroy(volumeId);
        log("volume.delete", find(projects, volume.projectId(), "Project"), Map.of("volumeId", volumeId));
    }

    /** Updates the volume's instances; without an environment all of them, and the state DELETED is a deletion. */
    void updateInstances(
            String volumeId,
            @Nullable String environmentId,
            @Nullable String mountPath,
            @Nullable String serviceId,
            @Nullable String state) {
        Volume volume = find(volumes, volumeId, "Volume");
        for (VolumeInstance instance : instancesOf(volumeId)) {
            if (environmentId != null && !environmentId.equals(instance.environmentId())) {
                continue;
            }
            if ("DELETED".equals(state)) {
                backupsOf(instance.id()).forEach(backup -> backups.remove(backup.id()));
                instances.remove(instance.id());
                disk.destroy(volumeId, instance.id());
            } else {
                instances.put(
                        instance.id(),
                        instance.changed(
                                mountPath == null ? instance.mountPath() : mountPath,
                                serviceId == null ? instance.serviceId() : serviceId,
                                state == null ? instance.state() : state));
            }
        }
        log("volume.update", find(projects, volume.projectId(), "Project"), Map.of("volumeId", volumeId));
    }

    Backup backUp(String instanceId, String name) {
        VolumeInstance instance = find(instances, instanceId, "Volume instance");
        Backup backup = new Backup(UUID.randomUUID().toString(), instanceId, name, Instant.now(), null);
        disk.backUp(instance.volumeId(), instanceId, backup.id());
        backups.put(backup.id(), backup);
        return backup;
    }

    void lockBackup(String backupId, String instanceId) {
        Backup backup = find(backups, backupId, "Backup");
        if (!backup.volumeInstanceId().equals(instanceId)) {
            throw Refused.notFound("Backup");
        }
        backups.put(backupId, new Backup(backupId, instanceId, backup.name(), backup.createdAt(), null));
    }

    void putDomain(CustomDomain domain) {
        domains.put(domain.id(), domain);
    }

    void deleteDomain(String id) {
        find(domains, id, "Custom domain");
        domains.remove(id);
    }

    void upsertVariable(String environmentId, String name, String value) {
        find(environments, environmentId, "Environment");
        variables
                .computeIfAbsent(environmentId, unused -> new LinkedHashMap<>())
                .put(name, value);
    }

    /** Finds by id, or says what is not there. */
    static <T> T find(Map<String, T> things, @Nullable String id, String what) {
        T found = id == null ? null : things.get(id);
        if (found == null) {
            throw Refused.notFound(what);
        }
        return found;
    }

    private void log(String eventType, Project project, Map<String, String> payload) {
        log.add(new AuditLog(
                UUID.randomUUID().toString(), eventType, Instant.now(), project.id(), project.workspaceId(), payload));
    }
}
