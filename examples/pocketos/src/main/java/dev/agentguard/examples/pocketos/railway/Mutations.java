package dev.agentguard.examples.pocketos.railway;

import dev.agentguard.examples.pocketos.railway.Things.CustomDomain;
import dev.agentguard.examples.pocketos.railway.Things.VolumeInstance;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The root fields of type mutation. */
final class Mutations {

    private final Account account;

    Mutations(Account account) {
        this.account = account;
    }

    void wire(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Mutation",
                type -> type.dataFetcher("volumeDelete", this::volumeDelete)
                        .dataFetcher("volumeInstanceUpdate", this::instanceUpdate)
                        .dataFetcher("volumeInstanceBackupCreate", this::backupCreate)
                        .dataFetcher("volumeInstanceBackupLock", this::backupLock)
                        .dataFetcher("customDomainCreate", this::domainCreate)
                        .dataFetcher("customDomainUpdate", this::domainUpdate)
                        .dataFetcher("customDomainDelete", this::domainDelete)
                        .dataFetcher("variableUpsert", this::variableUpsert));
    }

    /** One root field, one id, no environment: everything is gone. */
    private Object volumeDelete(DataFetchingEnvironment call) {
        String volumeId = text(call.getArgument("volumeId"));
        Caller caller = Caller.of(account, call);
        List<VolumeInstance> instances = account.instancesOf(volumeId);
        if (instances.isEmpty()) {
            caller.writesProject(
                    Account.find(account.volumes, volumeId, "Volume").projectId());
        }
        caller.writes(instances);
        account.deleteVolume(volumeId);
        return true;
    }

    private Object instanceUpdate(DataFetchingEnvironment call) {
        String volumeId = text(call.getArgument("volumeId"));
        String environmentId = call.getArgument("environmentId");
        List<VolumeInstance> touched = account.instancesOf(volumeId).stream()
                .filter(instance -> environmentId == null || environmentId.equals(instance.environmentId()))
                .toList();
        if (touched.isEmpty()) {
            throw Refused.notFound("Volume");
        }
        Caller.of(account, call).writes(touched);
        Map<String, @Nullable Object> input = input(call);
        account.updateInstances(
                volumeId, environmentId, (String) input.get("mountPath"), (String) input.get("serviceId"), (String)
                        input.get("state"));
        return true;
    }

    private Object backupCreate(DataFetchingEnvironment call) {
        VolumeInstance instance = writable(call);
        String name = call.getArgumentOrDefault("name", "manual");
        return Map.of("workflowId", account.backUp(instance.id(), name).id());
    }

    private Object backupLock(DataFetchingEnvironment call) {
        account.lockBackup(
                text(call.getArgument("volumeInstanceBackupId")), writable(call).id());
        return true;
    }

    private VolumeInstance writable(DataFetchingEnvironment call) {
        VolumeInstance instance =
                Account.find(account.instances, call.getArgument("volumeInstanceId"), "Volume instance");
        Caller.of(account, call).writes(List.of(instance));
        return instance;
    }

    private Object domainCreate(DataFetchingEnvironment call) {
        Map<String, @Nullable Object> input = input(call);
        String environmentId = text((String) input.get("environmentId"));
        Caller.of(account, call).writes(Account.find(account.environments, environmentId, "Environment"));
        CustomDomain domain = new CustomDomain(
                UUID.randomUUID().toString(),
                text((String) input.get("domain")),
                environmentId,
                (String) input.get("projectId"),
                text((String) input.get("serviceId")),
                (Integer) input.get("targetPort"),
                Instant.now());
        account.putDomain(domain);
        return domain;
    }

    private Object domainUpdate(DataFetchingEnvironment call) {
        CustomDomain domain = writableDomain(call);
        account.putDomain(new CustomDomain(
                domain.id(),
                domain.domain(),
                domain.environmentId(),
                domain.projectId(),
                domain.serviceId(),
                call.getArgument("targetPort"),
                domain.createdAt()));
        return true;
    }

    private Object domainDelete(DataFetchingEnvironment call) {
        account.deleteDomain(writableDomain(call).id());
        return true;
    }

    private CustomDomain writableDomain(DataFetchingEnvironment call) {
        CustomDomain domain = Account.find(account.domains, call.getArgument("id"), "Custom domain");
        Caller.of(account, call).writes(Account.find(account.environments, domain.environmentId(), "Environment"));
        return domain;
    }

    private Object variableUpsert(DataFetchingEnvironment call) {
        Map<String, @Nullable Object> input = input(call);
        String environmentId = text((String) input.get("environmentId"));
        Caller.of(account, call).writes(Account.find(account.environments, environmentId, "Environment"));
        account.upsertVariable(environmentId, text((String) input.get("name")), text((String) input.get("value")));
        return true;
    }

    private static Map<String, @Nullable Object> input(DataFetchingEnvironment call) {
        return Objects.requireNonNull(call.getArgument("input"));
    }

    /** The schema says that it is there. */
    private static String text(@Nullable String value) {
        return Objects.requireNonNull(value);
    }
}
