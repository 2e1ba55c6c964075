package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges an operation of an AWS service by its name and its published access level, as the header of the generated
 * files says. Part of the generator: what it says is read over by people and corrected by the packs beside the
 * generated files.
 */
final class AwsJudge {

    /** Stand before the verb and say nothing about what it does. */
    private static final Set<String> PREFIXES = Set.of("Batch", "Admin", "Bulk", "Global");

    private static final Set<String> READS = words(
            "Agentic Analyze Assess Autocomplete Calculate Carrier Chat Check Classify Compare Contains Converse Count"
                    + " Decode Decrypt Describe Detect Discover Domain Download Encrypt Estimate Evaluate Filter Find"
                    + " Forecast Geocode Get Has Head Infer Insight Introspect Is List Lookup Match Optimize Phone"
                    + " Predict Preview Probe Query Read Recognize Render Rerank Rescore Retrieve Sample Scan Search"
                    + " Select Show Simulate Snap Suggest Synthesize Translate Validate View");

    /** Reads whatever their access level says: it is `Write` where they cost money or are logged. */
    private static final Set<String> ALWAYS_READS =
            words("Count Decrypt Describe Encrypt Evaluate Get Head Is List Lookup Scan Search Simulate Test Validate");

    private static final Set<String> WRITES =
            words("Accept Acknowledge Acquire Activate Add Advertise Allocate Allow Amend Apply Approve Archive Assign"
                    + " Associate Assume Attach Authorize Begin Build Bundle Cancel Change Channel Checkout Checkpoint"
                    + " Claim Clear Clone Close Commit Complete Compose Configure Confirm Connect Continue Convert Copy"
                    + " Create Deactivate Deauthorize Decline Decrease Define Deliver Deny Deploy Deprecate"
                    + " Deregister Derive Detach Disable Disallow Disassociate Disconnect Dismiss Dissociate Distribute"
                    + " Drain Enable End Enter Exchange Execute Exit Expire Export Extend Failover Finalize Flush Forget"
                    + " Generate Grant Group Import Increase Index Ingest Initialize Initiate Insert Install Instantiate"
                    + " Invalidate Invite Invoke Issue Join Label Launch Leave Link Lock Logout Manage Mark Merge Meter"
                    + " Migrate Modify Monitor Move Notify Open Opt Override Pause Peer Poll Populate Post Prepare"
                    + " Process Promote Provide Provision Publish Push Put Re Reassign Rebalance Reboot Recall Receive"
                    + " Record Redeem Redrive Refresh Register Reimport Reinvite Reject Reload Remove Rename Renew"
                    + " Reorder Replace Replicate Report Request Reserve Resize Resolve Respond Restart Restore Resume"
                    + " Resync Retry Return Reverse Revoke Rollback Run Save Schedule Send Set Setup Share Shutdown Sign"
                    + " Signal Skip Split Start Stop Submit Subscribe Suspend Swap Switchover Sync Synchronize Tag Take"
                    + " Test Toggle Transact Transfer Unarchive Unassign Undeploy Undeprecate Ungroup Unlabel Unlink"
                    + " Unlock Unmonitor Unpeer Unregister Unshare Unsubscribe Unsuspend Untag Update Upgrade Upload"
                    + " User Verify Vote Withdraw Write");

    private static final Set<String> DESTROYS = words(
            "Abort Backtrack Close Delete Deprovision Destroy Discard Dispose Drop Erase Evict Forget Purge Rebuild"
                    + " Redact Regenerate Release Reset Retire Revoke Rotate Shrink Terminate Truncate Wipe");

    /** Deletes of a relation or a flag between things that both stay. */
    private static final Pattern RELATION =
            Pattern.compile(".*(Tag|Tags|Tagging|TagAssociation|Association|Associations"
                    + "|Membership|Memberships|Member|Members|Assignment|Assignments|Permission|Permissions|Authorization"
                    + "|PermissionsBoundary|Delegation|DelegationByAssessment|AccountSetting|Favorites|Favorite)");

    /** Ends a run that can be started again. */
    private static final Pattern RUN =
            Pattern.compile(".*(Session|Job|Jobs|Execution|Connections|PoolSession|ServiceJobs?)");

    private static final Pattern RESETS_STATE = Pattern.compile(".*(Attribute|Settings?|Cache|LogLevels?"
            + "|LogConfiguration|State|Bookmark|Baseline|Control|LandingZone|Deployments|KmsKeyId|EncryptionKey)");

    private static final Pattern REVOKES_RULE =
            Pattern.compile(".*(Ingress|Egress|Access|Permissions?|Rules|Entitlement|Connections|Subscription|Vault)");

    private static final Pattern REMOVES_OBJECT = Pattern.compile(
            "(?!.*From).*(Policy|Config|Configuration|Backends?|Outputs?|Sources?|MediaStream|Interface|Action|Workload"
                    + "|Regions?)");

    /** Backups, snapshots and logs: their deletion takes away what would bring something back. */
    private static final Pattern RECOVERY = Pattern.compile(".*(Snapshots?|SnapshotSchedule|Backups?|RecoveryPoints?"
            + "|RecoverySnapshots?|BackupVault|Trail|LogGroup|LogStream|FlowLogs)");

    private static final Pattern TO_PEOPLE = Pattern.compile(".*(Email|TextMessage|VoiceMessage|MediaMessage"
            + "|RcsMessage|WhatsAppMessage|OTPMessage|UsersMessages|Messages|Bounce|Verification|VerificationCode"
            + "|CodeVerification|ActivationCode|Invites|WebNotification)");

    private static final Pattern SPENDS =
            Pattern.compile("Accept(ReservedInstancesExchangeQuote|ReservedNodeExchange|Agreement(Payment)?Request)"
                    + "|RegisterDomain|RenewDomain|TransferDomain|RenewOffering|SendBonus|Purchase.*"
                    + "|Create(SavingsPlan|Order|PhoneNumberOrder)");

    /** Services that work on data which they do not keep. */
    private static final Set<String> CALCULATE = Set.of("kms", "dataplane.payment-cryptography");

    private static final Set<String> CALCULATIONS = words("Derive Generate Re Sign Translate Verify");

    private AwsJudge() {}

    /** What is said of an operation: the name of a section of the generated file. */
    static String judge(String service, String operation, String level) {
        List<String> words = split(operation);
        String verb = words.get(0);
        String rest = operation.substring(verb.length());
        if (PREFIXES.contains(verb) && words.size() > 1) {
            verb = words.get(1);
            rest = rest.substring(verb.length());
        }
        boolean permissions = level.startsWith("Permissions");
        boolean readLevel = level.equals("Read") || level.equals("List");
        if (CALCULATE.contains(service) && CALCULATIONS.contains(verb)) {
            return "read-only";
        }
        if (SPENDS.matcher(operation).matches()) {
            return "irreversible-money";
        }
        if (DESTROYS.contains(verb)) {
            return destroying(verb, rest, level, permissions);
        }
        if (readLevel || ALWAYS_READS.contains(verb)) {
            return permissions || isCredential(operation) ? "read-only-access" : "read-only";
        }
        if ((verb.equals("Send") && TO_PEOPLE.matcher(rest).matches())
                || verb.equals("Resend")
                || verb.equals("Forgot")) {
            return "irreversible-message";
        }
        if (verb.equals("Remove")) {
            return level.startsWith("Tagging") || !REMOVES_OBJECT.matcher(rest).matches()
                    ? reversible(permissions)
                    : "irreversible";
        }
        if (verb.equals("Assume")) {
            return "read-only-access";
        }
        if (level.equals("-") && READS.contains(verb)) {
            return "read-only";
        }
        if (WRITES.contains(verb) || READS.contains(verb)) {
            return reversible(permissions);
        }
        return "unknown";
    }

    private static String destroying(String verb, String rest, String level, boolean permissions) {
        boolean relation = level.startsWith("Tagging") || RELATION.matcher(rest).matches();
        boolean takenBack = switch (verb) {
            case "Delete" -> relation;
            case "Terminate" -> RUN.matcher(rest).matches();
            case "Abort" -> !rest.endsWith("Upload");
            case "Reset" -> RESETS_STATE.matcher(rest).matches();
            case "Revoke" -> REVOKES_RULE.matcher(rest).matches();
            case "Release" -> rest.endsWith("Locks");
            case "Close" -> !rest.endsWith("Account");
            case "Forget", "Shrink" -> true;
            default -> false;
        };
        if (takenBack) {
            return reversible(permissions);
        }
        if (verb.equals("Delete") && RECOVERY.matcher(rest).matches()) {
            return "destroys-recovery";
        }
        boolean access = permissions || verb.equals("Revoke") || verb.equals("Rotate") || isCredential(rest);
        return access ? "irreversible-access" : "irreversible";
    }

    private static String reversible(boolean permissions) {
        return permissions ? "reversible-access" : "reversible";
    }

    private static boolean isCredential(String name) {
        return Pattern.compile("Secret|Credential|Password|Token|AccessKey|ApiKey|LoginProfile|Certificate|AuthCode")
                .matcher(name)
                .find();
    }

    /** Splits at humps; a run of capitals is one word. */
    static List<String> split(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= name.length(); i++) {
            boolean end = i == name.length();
            boolean hump = !end && Character.isUpperCase(name.charAt(i)) && !Character.isUpperCase(name.charAt(i - 1));
            boolean afterRun = !end
                    && i + 1 < name.length()
                    && Character.isUpperCase(name.charAt(i))
                    && Character.isLowerCase(name.charAt(i + 1));
            if (end || hump || afterRun) {
                words.add(name.substring(start, i));
                start = i;
            }
        }
        return words;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }
}
