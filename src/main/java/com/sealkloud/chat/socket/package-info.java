/**
 * One WebSocket: its buffers in both directions, its threads, and the share of one user's sockets
 * in this node.
 *
 * <p>What has piled up for a socket leaves as one frame, by one system call ({@code EncodedText}).
 * {@code BufferedSocket} keeps what a slow socket does not take, and {@code SocketWorkers} wakes no
 * thread for what follows a frame.
 */
@ApplicationModule(allowedDependencies = {"api", "http"})
@NullMarked
package com.sealkloud.chat.socket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
