package dev.agentguard.scope.aws;

import dev.agentguard.scope.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How Guard itself reads AWS. Its key needs {@code sts:GetAccessKeyInfo} and, for tags, {@code tag:GetResources}.
 *
 * @param keyId the id of its access key
 * @param secret the secret of that key
 * @param token the session's token, or null for a key that lasts
 * @param region the region that is asked where an action names none
 * @param endpoint where all of AWS is asked instead of at its own addresses, or null
 * @param timeLimit how long one question may take
 */
public record AwsAccess(
        Supplier<Secret> keyId,
        Supplier<Secret> secret,
        @Nullable Supplier<Secret> token,
        String region,
        @Nullable URI endpoint,
        Duration timeLimit) {}
