package dev.agentguard.scope.railway;

import java.util.List;

/**
 * What a resource was found to be.
 *
 * @param environments the environments it lives in
 * @param instances the volume instances whose backups stand or fall with it
 * @param evidence how it was found
 */
record Target(List<RailwayEnvironment> environments, List<VolumeInstance> instances, String evidence) {}
