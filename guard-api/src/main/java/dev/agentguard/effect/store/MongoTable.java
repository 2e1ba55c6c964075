package dev.agentguard.effect.store;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What commands of MongoDB do whose name is enough to tell (mongodb.com/docs/manual/reference/command, and what the Java
 * driver 5.6 sends). Immutable.
 */
final class MongoTable {

    /**
     * What is known of a command.
     *
     * @param reversibility its class
     * @param kind the kind of thing that changes
     * @param type what it acts on, {@code collection}, {@code database}, {@code index}, {@code user} or {@code server}
     * @param reason why it has this class
     */
    record Known(Reversibility reversibility, Kind kind, String type, String reason) {}

    private static final Map<String, Known> KNOWN = new HashMap<>();

    static {
        Reversibility gone = Reversibility.IRREVERSIBLE;
        put(gone, Kind.DATA, "collection", "drops a collection with its documents and indexes", "drop");
        put(gone, Kind.DATA, "database", "drops a database with everything in it", "dropDatabase");
        put(gone, Kind.DATA, "index", "drops indexes", "dropIndexes deleteIndexes dropSearchIndex");
        put(gone, Kind.DATA, "collection", "takes away the documents that do not fit in", "convertToCapped");
        put(gone, Kind.DATA, "server", "takes a shard's data or settings away", """
                removeShard cleanupOrphaned clearJumboFlag resetPlacementHistory transitionToDedicatedConfigServer
                replSetReconfig setFeatureCompatibilityVersion commitReshardCollection emptycapped""");
        put(gone, Kind.ACCESS, "user", "takes users, roles or rights away", """
                dropUser dropAllUsersFromDatabase dropRole dropAllRolesFromDatabase revokeRolesFromUser
                revokePrivilegesFromRole revokeRolesFromRole updateUser updateRole""");
        put(gone, Kind.COMPUTE, "server", "ends the server, which no client starts again", "shutdown");

        put(Reversibility.REVERSIBLE, Kind.DATA, "collection", "adds documents", "insert");
        put(Reversibility.REVERSIBLE, Kind.DATA, "collection", "makes a collection or changes how it is kept", """
                create cloneCollectionAsCapped compact compactStructuredEncryptionData autoCompact reIndex
                createSearchIndexes updateSearchIndex analyze setIndexCommitQuorum""");
        put(Reversibility.REVERSIBLE, Kind.ACCESS, "user", "adds users, roles or rights", """
                createUser createRole grantRolesToUser grantPrivilegesToRole grantRolesToRole
                invalidateUserCache""");
        put(Reversibility.REVERSIBLE, Kind.COMPUTE, "server", "changes how the server runs", """
                setParameter setProfilingLevel profile fsync fsyncUnlock logRotate killOp killSessions killAllSessions
                killAllSessionsByPattern dropConnections enableSharding shardCollection reshardCollection
                unshardCollection movePrimary moveChunk moveRange moveCollection mergeChunks split addShard
                addShardToZone removeShardFromZone updateZoneKeyRange balancerStart balancerStop
                balancerCollectionStatus refineCollectionShardKey abortReshardCollection abortUnshardCollection
                abortMoveCollection configureCollectionBalancing replSetInitiate replSetStepDown replSetFreeze
                replSetMaintenance replSetSyncFrom replSetAbortPrimaryCatchUp replSetResizeOplog resync
                setDefaultRWConcern setClusterParameter setQuerySettings removeQuerySettings planCacheClear
                planCacheSetFilter planCacheClearFilters rotateCertificates setAuditConfig
                transitionFromDedicatedConfigServer flushRouterConfig clearLog""");

        put(Reversibility.READ_ONLY, Kind.DATA, "collection", "reads", """
                find count distinct explain getMore killCursors listCollections listDatabases listIndexes collStats dbStats
                dataSize dbHash validate mapReduceInline geoSearch geoNear group parallelCollectionScan top
                listSearchIndexes getLastError getPrevError resetError lastError whatsmyuri planCacheListFilters
                planCacheListQueryShapes""");
        put(Reversibility.READ_ONLY, Kind.COMPUTE, "server", "reads, or is the connection's own", """
                hello isMaster ismaster ping buildInfo buildinfo serverStatus hostInfo getParameter getCmdLineOpts
                connectionStatus connPoolStats currentOp getLog features listCommands availableQueryOptions
                saslStart saslContinue authenticate getnonce logout startSession endSessions refreshSessions
                commitTransaction abortTransaction coordinateCommitTransaction usersInfo rolesInfo replSetGetStatus
                replSetGetConfig replSetGetRBID isdbgrid listShards getShardMap getShardVersion balancerStatus
                checkShardingIndex shardingState isWritablePrimary lockInfo netstat getDefaultRWConcern
                getClusterParameter getAuditConfig getDiagnosticData driverOIDTest waitForFailPoint
                checkMetadataConsistency getQueryableEncryptionCountInfo""");
    }

    private MongoTable() {}

    private static void put(Reversibility reversibility, Kind kind, String type, String reason, String commands) {
        Known known = new Known(reversibility, kind, type, reason);
        StringTokenizer names = new StringTokenizer(commands);
        while (names.hasMoreTokens()) {
            String name = names.nextToken();
            KNOWN.put(name.toLowerCase(Locale.ROOT), known);
        }
    }

    /** In whatever case: servers know some commands in two, and a name in a wrong one is an error there. */
    static Known of(String name) {
        return KNOWN.getOrDefault(
                name.toLowerCase(Locale.ROOT),
                new Known(Reversibility.UNKNOWN, Kind.DATA, "database", "what this command does is not known"));
    }
}
