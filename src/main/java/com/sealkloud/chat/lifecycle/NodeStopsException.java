package com.sealkloud.chat.lifecycle;

/** The node stops while something is still waited for. What was not carried out must come again. */
public class NodeStopsException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
