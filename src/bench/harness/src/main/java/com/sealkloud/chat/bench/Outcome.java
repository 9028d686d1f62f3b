package com.sealkloud.chat.bench;

import java.util.List;
import java.util.Map;

/**
 * What one system did in one round of one workload.
 *
 * @param storage {@code T}, nothing is stored (by anybody but SealKloud Chat), or {@code S}, stored
 *     before it is acknowledged
 * @param system the contender's id
 * @param fault what makes it void, or an empty string
 * @param figures by name; each name says its unit
 * @param curve where a rate is stepped up, or something grows, the figures of each step that was
 *     passed
 */
record Outcome(
        String workload,
        String storage,
        String system,
        int round,
        String fault,
        Map<String, Double> figures,
        List<Map<String, Double>> curve) {}
