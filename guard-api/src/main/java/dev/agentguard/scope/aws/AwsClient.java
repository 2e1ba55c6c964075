package dev.agentguard.scope.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.remote.NotResolvedException;
import dev.agentguard.scope.remote.RemoteService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one question to AWS, signed anew each time, and returns the content of a complete, well-formed answer. */
final class AwsClient {

    private static final int MOST_PAGES = 50;
    private static final int ACCOUNT_DIGITS = 12;
    private static final String TAGGING = "ResourceGroupsTaggingAPI_20170126.GetResources";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsAccess access;
    private final RemoteService service;
    private final InstantSource clock;

    AwsClient(AwsAccess access, RemoteService service, InstantSource clock) {
        this.access = access;
        this.service = service;
        this.clock = clock;
    }

    /** A resource with its tags. */
    record Tagged(String arn, Map<String, String> tags) {}

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html */
    String accountOf(String keyId, Deadline deadline) throws CallFailedException {
        return sts("GetAccessKeyInfo", "&AccessKeyId=" + keyId, deadline);
    }

    /** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
    String ownAccount(Deadline deadline) throws CallFailedException {
        return sts("GetCallerIdentity", "", deadline);
    }

    private String sts(String action, String parameters, Deadline deadline) throws CallFailedException {
        byte[] body = ("Action=" + action + "&Version=2011-06-15" + parameters).getBytes(StandardCharsets.UTF_8);
        Response response = send(
                "sts",
                access.region(),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body,
                deadline);
        String account = QueryAnswer.text(response.body(), action, "Account");
        if (account.length() != ACCOUNT_DIGITS || !account.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw service.unexpected("Account");
        }
        return account;
    }

    /**
     * Returns the tagged resources of a service in a region, or the one with an ARN; all pages of them.
     *
     * <p>https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
     */
    List<Tagged> tagged(String region, String type, @Nullable String arn, Deadline deadline)
            throws CallFailedException, NotResolvedException {
        List<Tagged> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String next = "";
        do {
            if (!seen.add(next) || seen.size() > MOST_PAGES) {
                throw new NotResolvedException(
                        "aws' pages of tagged resources repeat or do not end within " + MOST_PAGES + " pages");
            }
            ObjectNode question = JSON.createObjectNode();
            if (arn != null) {
                question.putArray("ResourceARNList").add(arn);
            } else {
                question.put("ResourcesPerPage", 100);
                question.putArray("ResourceTypeFilters").add(type);
                if (!next.isEmpty()) {
                    question.put("PaginationToken", next);
                }
            }
            JsonNode page = service.object(send(
                    "tagging",
                    region,
                    Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", TAGGING),
                    question.toString().getBytes(StandardCharsets.UTF_8),
                    deadline));
            add(all, page);
            JsonNode token = page.get("PaginationToken");
            if (token != null && !token.isNull() && !token.isTextual()) {
                throw service.unexpected("PaginationToken");
            }
            next = token == null || token.isNull() ? "" : token.textValue();
        } while (!next.isEmpty());
        return all;
    }

    private void add(List<Tagged> all, JsonNode page) throws CallFailedException {
        JsonNode list = page.get("ResourceTagMappingList");
        if (list == null || !list.isArray()) {
            throw service.unexpected("ResourceTagMappingList");
        }
        for (JsonNode mapping : list) {
            Map<String, String> tags = new LinkedHashMap<>();
            JsonNode pairs = mapping.get("Tags");
            if (pairs == null || !pairs.isArray()) {
                throw service.unexpected("Tags");
            }
            for (JsonNode pair : pairs) {
                JsonNode value = pair.get("Value");
                if (value == null || !value.isTextual()) {
                    throw service.unexpected("Value");
                }
                tags.put(service.text(pair, "Key"), value.textValue());
            }
            all.add(new Tagged(service.text(mapping, "ResourceARN"), tags));
        }
    }

    private Response send(String name, String region, Map<String, String> fields, byte[] body, Deadline deadline)
            throws CallFailedException {
        URI address = access.endpoint() != null
                ? access.endpoint().resolve("/")
                : URI.create("https://" + name + "." + region
                        + (region.startsWith("cn-") ? ".amazonaws.com.cn/" : ".amazonaws.com/"));
        Response response =
                service.send("POST", address, () -> headers(address, name, region, fields, body), body, deadline);
        if (response.status() != 200) {
            throw service.status(response.status());
        }
        return response;
    }

    private Map<String, String> headers(
            URI address, String name, String region, Map<String, String> fields, byte[] body) {
        Signature signature = new Signature(region, name, clock.instant());
        Map<String, String> headers = new TreeMap<>(fields);
        headers.put("X-Amz-Date", signature.date());
        Supplier<Secret> token = access.token();
        if (token != null) {
            headers.put("X-Amz-Security-Token", token.get().reveal());
        }
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("Host", address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort()));
        headers.put(
                "Authorization",
                signature.authorization(
                        access.keyId().get().reveal(), access.secret().get().reveal(), "POST\n/\n", signed, body));
        headers.put("User-Agent", "guard");
        return headers;
    }
}
