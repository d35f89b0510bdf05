"""Chat completions as OpenAI, vLLM and many others speak them: what goes out, what comes back, what goes wrong."""
