package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Things.Environment;
import dev.agentguard.examples.pocketos.railway.Things.Project;
import dev.agentguard.examples.pocketos.railway.Things.Service;
import dev.agentguard.examples.pocketos.railway.Things.Volume;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What PocketOS has on Railway. Only the first eight digits of the volume's id are the published ones; the rest, and
 * all other ids, are made up.
 */
public final class PocketOs {

    /** The workspace. */
    public static final String WORKSPACE = "5f1c4a53-8f4e-4c57-9d0a-2d4b2f9b6a10";
    /** The project. */
    public static final String PROJECT = "a1b6c0de-31f4-4a53-a4a5-5b1f0d8c7e21";
    /** The environment that customers use. */
    public static final String PRODUCTION = "6d0f3c6b-0f8e-4f0c-8c3a-7a1f5b9e4d32";
    /** The environment that the agent was sent to. */
    public static final String STAGING = "0e2fe8c0-74d1-4f35-b1c9-4f6f1e2d3c43";
    /** The database's service. */
    public static final String POSTGRES = "c93e1f7a-5b2d-4e6f-9a8b-0c1d2e3f4a54";
    /** The volume whose one id serves staging and production. */
    public static final String SHARED_VOLUME = "3d2c42fb-5a0d-4c6e-9f3b-8e7d6c5b4a65";
    /** A volume in staging only, for imports. */
    public static final String SCRATCH_VOLUME = "b7e41c90-2f3a-4d5b-8c6d-7e8f9a0b1c76";
    /** Another volume in staging only. */
    public static final String CACHE_VOLUME = "d81a5f32-6c4b-4e7d-a9f8-1b2c3d4e5f87";

    private static final Instant FOUNDED = Instant.parse("2024-02-01T09:00:00Z");

    private PocketOs() {}

    static void fill(Account account) {
        account.workspaces.put(WORKSPACE, "PocketOS");
        account.projects.put(PROJECT, new Project(PROJECT, "pocketos", WORKSPACE, PRODUCTION, FOUNDED));
        environment(account, PRODUCTION, "production", PROJECT, false);
        environment(account, "f27d9e11-9b0a-4c8d-b7e6-5a4b3c2d1e98", "pr-212", PROJECT, true);
        environment(account, STAGING, "staging", PROJECT, false);
        account.services.put(POSTGRES, new Service(POSTGRES, "postgres", PROJECT, FOUNDED));

        String site = "e5c2b8a7-1d3f-4b6a-8e9c-3f2d1c0b9aa9";
        String siteLive = "92b4d6f8-7e5c-4a3b-9d1f-0e2c4a6b8cba";
        account.projects.put(site, new Project(site, "website", WORKSPACE, siteLive, FOUNDED));
        environment(account, siteLive, "live", site, false);

        volume(account, CACHE_VOLUME, "staging-cache");
        instance(account, CACHE_VOLUME, STAGING, "/var/cache/pocketos", 40);
        volume(account, SHARED_VOLUME, "postgres-data");
        String staging = instance(account, SHARED_VOLUME, STAGING, "/var/lib/postgresql/data", 212);
        String production = instance(account, SHARED_VOLUME, PRODUCTION, "/var/lib/postgresql/data", 18_204);
        account.backUp(staging, "daily");
        List.of("daily", "weekly", "before the spring release").forEach(name -> account.backUp(production, name));
        scratch(account);
    }

    /** The scratch volume, new or put back after it was deleted. */
    static void scratch(Account account) {
        volume(account, SCRATCH_VOLUME, "scratch-imports");
        instance(account, SCRATCH_VOLUME, STAGING, "/imports", 300);
    }

    private static void environment(Account account, String id, String name, String projectId, boolean ephemeral) {
        account.environments.put(id, new Environment(id, name, projectId, ephemeral, true, FOUNDED));
    }

    private static void volume(Account account, String id, String name) {
        account.volumes.put(id, new Volume(id, name, PROJECT, FOUNDED));
    }

    private static String instance(Account account, String volumeId, String environmentId, String path, int rows) {
        String id = UUID.nameUUIDFromBytes((volumeId + environmentId).getBytes(StandardCharsets.UTF_8))
                .toString();
        account.instances.put(
                id,
                new VolumeInstance(
                        id, volumeId, environmentId, POSTGRES, path, 5_000, "READY", FOUNDED.plus(Duration.ofDays(1))));
        account.disk.write(
                volumeId,
                id,
                IntStream.range(0, rows)
                        .mapToObj(row -> row + ",reservation,vehicle-" + row % 97 + ",paid")
                        .toList());
        return id;
    }
}
