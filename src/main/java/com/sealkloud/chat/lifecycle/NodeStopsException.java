package com.sealkloud.chat.lifecycle;

/** The node stops during a wait. Work that was not done must be repeated. */
public class NodeStopsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
